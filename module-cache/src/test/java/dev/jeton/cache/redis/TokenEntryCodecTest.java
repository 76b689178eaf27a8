package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEntryCodecTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final long SEED = 20_261_120;

    private final TokenKey key = TokenKey.of("genesys", "acme");
    private final Random random = new Random(SEED);

    @Test
    @DisplayName("two thousand random entries come back as they were written")
    void roundTrip() throws UnreadableToken {
        for (TokenKey each : SomeKeys.generated(2_000, SEED)) {
            TokenEntry entry = new TokenEntry(token(1 + random.nextInt(600)), schedule());

            assertThat(TokenEntryCodec.decode(each, TokenEntryCodec.encode(each, entry)))
                    .isEqualTo(entry);
        }
    }

    @ParameterizedTest(name = "a token of {0} characters comes back as it was written")
    @ValueSource(ints = {1, 2, 255, 256, 4_000, 8_000, 8_192, 16_383, 16_384})
    void everyAllowedLength(int length) throws UnreadableToken {
        TokenEntry entry = new TokenEntry(token(length), schedule());

        assertThat(TokenEntryCodec.decode(key, TokenEntryCodec.encode(key, entry)))
                .isEqualTo(entry);
    }

    @Test
    @DisplayName("an expiry that no calendar prints is stored as the last moment that one does")
    void absurdExpiry() throws UnreadableToken {
        Schedule absurd = new Schedule(NOW, NOW, NOW, NOW, Instant.MAX);
        TokenEntry entry = new TokenEntry(token(10), absurd);

        TokenEntry read = TokenEntryCodec.decode(key, TokenEntryCodec.encode(key, entry));

        assertThat(read.schedule().expiresAt()).isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
    }

    @Test
    @DisplayName("fault 49 whatever happens to one byte, the value is read or called unreadable")
    void everyByteMutated() {
        byte[] intact = TokenEntryCodec.encode(key, SomeEntries.lasting(Duration.ofHours(1), NOW));
        for (int at = 0; at < intact.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] mutated = intact.clone();
                mutated[at] = (byte) value;
                assertReadOrUnreadable(mutated);
            }
        }
    }

    @Test
    @DisplayName("fault 49 every truncated value is unreadable")
    void everyTruncation() {
        byte[] intact = TokenEntryCodec.encode(key, SomeEntries.unlimited(NOW));
        for (int length = 0; length < intact.length; length++) {
            assertThat(isReadable(Arrays.copyOf(intact, length)))
                    .as("the first %d bytes", length)
                    .isFalse();
        }
    }

    @Test
    @DisplayName("fault 49 random bytes are unreadable")
    void randomBytes() {
        for (int round = 0; round < 5_000; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);

            assertThat(isReadable(noise)).isFalse();
        }
    }

    private void assertReadOrUnreadable(byte[] bytes) {
        assertThatCode(() -> isReadable(bytes)).doesNotThrowAnyException();
    }

    private boolean isReadable(byte[] bytes) {
        try {
            TokenEntry read = TokenEntryCodec.decode(key, bytes);
            assertThat(read.schedule().cachedUntil())
                    .isBetween(
                            read.schedule().usableUntil(),
                            read.schedule().expiry().orElse(Instant.MAX));
            return true;
        } catch (UnreadableToken e) {
            assertThat(e.reason()).isNotBlank();
            return false;
        }
    }

    private AccessToken token(int length) {
        StringBuilder value = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            value.append((char) (0x21 + random.nextInt(0x7f - 0x21)));
        }
        return AccessToken.bearer(value.toString());
    }

    private Schedule schedule() {
        Instant issued = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        Instant refresh = later(issued);
        Instant usable = later(refresh);
        Instant cached = later(usable);
        return new Schedule(issued, refresh, usable, cached, random.nextBoolean() ? later(cached) : null);
    }

    private Instant later(Instant moment) {
        return moment.plusMillis(random.nextLong(Duration.ofDays(60).toMillis()));
    }
}
