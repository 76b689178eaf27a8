package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.crypto.EncryptionKey;
import dev.jeton.crypto.KeyRing;
import dev.jeton.testkit.contract.SomeEntries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("sealers")
class RejectedTokensTest {

    static Stream<Sealer> sealers() {
        Secret key = EncryptionKey.generate(TimeSource.system());
        return Stream.of(Sealer.none(), key.reveal(line -> KeyRing.parse(new String(line))));
    }

    @Parameter
    private Sealer sealer = Sealer.none();

    private final TokenKey key = TokenKey.of("whatsapp", "acme");
    private final TokenEntry rejected = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    /** Where somebody else writes between a read and the deletion that follows it. */
    private final class Meddled implements RedisDriver {

        private final Map<String, byte[]> values = new HashMap<>();
        private final TokenEntry meddling;
        private int left;

        Meddled(TokenEntry meddling, int times) {
            this.meddling = meddling;
            this.left = times;
        }

        @Override
        public byte[] get(String name) {
            byte[] before = values.getOrDefault(name, new byte[0]);
            if (left > 0) {
                left--;
                values.put(name, sealed(left % 2 == 0 ? meddling : rejected));
            }
            return before;
        }

        private byte[] sealed(TokenEntry entry) {
            return sealer.seal(SealLabel.of("token", key), TokenEntryCodec.encode(key, entry));
        }

        @Override
        public void set(String name, byte[] value, Duration ttl) {
            values.put(name, value);
        }

        @Override
        public boolean setIfAbsent(String name, byte[] value, Duration ttl) {
            return values.putIfAbsent(name, value) == null;
        }

        @Override
        public boolean delete(String name) {
            return values.remove(name) != null;
        }

        @Override
        public boolean deleteIfEqual(String name, byte[] expected) {
            return Arrays.equals(values.get(name), expected) && delete(name);
        }
    }

    @Test
    @DisplayName("B-09 a rejected token that is stored anew with another schedule meanwhile is forgotten all the same")
    void rewritten() {
        TokenEntry sameToken = new TokenEntry(
                rejected.token(),
                SomeEntries.lasting(Duration.ofHours(2), Instant.now()).schedule());
        RedisTokens tokens = tokensOver(new Meddled(sameToken, 1));

        assertThat(tokens.removeIf(key, rejected.token().fingerprint())).isTrue();
        assertThat(tokens.find(key)).isEmpty();
    }

    @Test
    @DisplayName("fault 35 a token that is stored meanwhile stays")
    void replaced() {
        TokenEntry newer = SomeEntries.lasting(Duration.ofHours(1), Instant.now());
        RedisTokens tokens = tokensOver(new Meddled(newer, 1));

        assertThat(tokens.removeIf(key, rejected.token().fingerprint())).isFalse();
        assertThat(tokens.find(key)).contains(newer);
    }

    @Test
    @DisplayName("I8 a key that is written all the time holds nobody for ever")
    void writtenAllTheTime() {
        TokenEntry sameToken = new TokenEntry(
                rejected.token(),
                SomeEntries.lasting(Duration.ofHours(2), Instant.now()).schedule());
        Meddled driver = new Meddled(sameToken, Integer.MAX_VALUE);

        assertThat(tokensOver(driver).removeIf(key, rejected.token().fingerprint()))
                .isFalse();
        assertThat(driver.left).isGreaterThan(Integer.MAX_VALUE - 100);
    }

    private RedisTokens tokensOver(RedisDriver driver) {
        RedisTokens tokens = new RedisTokens(driver, new SealedForm(sealer), TokenEvents.NO_OP, TimeSource.system());
        tokens.store(key, rejected);
        return tokens;
    }
}
