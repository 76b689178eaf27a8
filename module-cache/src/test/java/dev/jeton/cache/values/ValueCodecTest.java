package dev.jeton.cache.values;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.contract.SomeValues;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ValueCodecTest {

    /** Bytes as they are. */
    private static final ValueFormat<byte[]> BYTES = new ValueFormat<>() {
        @Override
        public byte[] write(byte[] value) {
            return value;
        }

        @Override
        public byte[] read(byte[] json) {
            return json;
        }
    };

    private final CacheKey key = SomeValues.freshKey();
    private final ValueCodec codec = new ValueCodec(Sealer.none());

    private byte[] encoded(String value) {
        return codec.encode(key, value, TEXT).orElseThrow();
    }

    @Test
    @DisplayName("D-12 up to 1 KiB it is the plain JSON, longer values are compressed where that is shorter")
    void compression() throws Exception {
        assertThat(encoded("a".repeat(1_022))).isEqualTo(("\"" + "a".repeat(1_022) + "\"").getBytes(UTF_8));
        assertThat(encoded("a".repeat(1_023))).hasSizeLessThan(100);
        assertThat(codec.decode(key, encoded("a".repeat(1_023)), TEXT)).isEqualTo("a".repeat(1_023));

        byte[] noise = Compression.compressed(SomeValues.text(60_000, false).getBytes(UTF_8));
        byte[] twice = codec.encode(key, noise, BYTES).orElseThrow();
        assertThat(twice).as("no gain").isEqualTo(noise);
    }

    @Test
    @DisplayName("a million characters can be kept if they are short when compressed, more cannot")
    void longest() throws Exception {
        int most = 1024 * 1024 - 2;
        assertThat(codec.decode(key, encoded("a".repeat(most)), TEXT)).hasSize(most);
        assertThat(codec.encode(key, "a".repeat(most + 1), TEXT)).isEmpty();
        assertThat(codec.encode(key, SomeValues.text(200_000, false), TEXT)).isEmpty();
    }

    @Test
    @DisplayName("a bomb of compression, and one that is cut off or changed, is unreadable")
    void bombs() {
        byte[] bomb = Compression.compressed(new byte[50 * 1024 * 1024]);
        assertThat(bomb.length).as("short enough to be looked at").isLessThan(ByteValues.LONGEST);
        assertUnreadable(bomb, "longer than any value");

        byte[] good = encoded("a".repeat(5_000));
        for (int length = 2; length < good.length; length++) {
            assertUnreadable(Arrays.copyOf(good, length), "its compression is broken");
        }
        good[good.length - 5] ^= 1;
        assertUnreadable(good, "its compression is broken");
    }

    @Test
    @DisplayName("a format that fails on what it does not know makes a value unreadable, and tells nothing of it")
    void failingFormat() {
        ValueFormat<String> careless = new ValueFormat<>() {
            @Override
            public byte[] write(String value) {
                return value.getBytes(UTF_8);
            }

            @Override
            public String read(byte[] json) {
                throw new IllegalArgumentException("no user id: " + new String(json, UTF_8));
            }
        };

        assertThatThrownBy(() -> codec.decode(key, "secret".getBytes(UTF_8), careless))
                .isInstanceOf(UnreadableValue.class)
                .hasMessageContaining("IllegalArgumentException")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private void assertUnreadable(byte[] bytes, String reason) {
        assertThatThrownBy(() -> codec.decode(key, bytes, TEXT))
                .isInstanceOf(UnreadableValue.class)
                .hasMessage(reason);
    }
}
