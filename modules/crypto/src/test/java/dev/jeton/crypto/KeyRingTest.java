package dev.jeton.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Unopenable;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.secret.Canaries;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final long SEED = 20_261_120;
    private static final int LONGEST = 64 * 1024;

    private final String oldKey = SomeKeyRings.entry("old");
    private final String newKey = SomeKeyRings.entry("new");
    private final KeyRing ring = SomeKeyRings.ring(oldKey);
    private final SealLabel label = SealLabel.of("token", TokenKey.of("genesys", "acme"));
    private final byte[] plain = "c4nary-token".getBytes(UTF_8);

    @Test
    @DisplayName("what is sealed opens as it was, from nothing to 64 KiB")
    void roundTrip() throws Unopenable {
        Random random = new Random(SEED);
        for (int round = 0; round < 1_000; round++) {
            byte[] value = new byte[round < 500 ? round : random.nextInt(LONGEST)];
            random.nextBytes(value);
            assertThat(ring.open(label, ring.seal(label, value))).isEqualTo(value);
        }
        byte[] longest = new byte[LONGEST];
        assertThat(ring.open(label, ring.seal(label, longest))).isEqualTo(longest);
    }

    @Test
    @DisplayName("what could not be opened again is not sealed")
    void tooLong() {
        assertThatThrownBy(() -> ring.seal(label, new byte[LONGEST + 1])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("contract: a sealed value is an envelope with v, kid, iv and ct, and holds nothing of the value")
    void envelope() {
        String sealed = new String(ring.seal(label, plain), US_ASCII);

        assertThat(sealed)
                .matches("\\{\"v\":1,\"kid\":\"old\",\"iv\":\"[A-Za-z0-9+/]{16}\",\"ct\":\"[A-Za-z0-9+/]{38}==\"}");
        new Canaries().assertNoneIn("an envelope", sealed);
    }

    @Test
    @DisplayName("a hundred thousand values have as many nonces")
    void noncesDoNotRepeat() throws Unopenable {
        Set<String> nonces = new HashSet<>();
        int seals = 100_000;
        for (int i = 0; i < seals; i++) {
            String sealed = new String(ring.seal(label, plain), US_ASCII);
            int at = sealed.indexOf("\"iv\":\"") + 6;
            nonces.add(sealed.substring(at, at + 16));
        }
        System.out.printf("%d nonces checked, %d repeated%n", seals, seals - nonces.size());
        assertThat(nonces).hasSize(seals);
    }

    @Test
    @DisplayName("98 the first key seals, every key opens, and one that was taken away opens nothing")
    void keyOrder() throws Unopenable {
        byte[] before = ring.seal(label, plain);
        KeyRing both = SomeKeyRings.ring(newKey, oldKey);
        byte[] after = both.seal(label, plain);
        KeyRing alone = SomeKeyRings.ring(newKey);

        assertThat(both.open(label, before)).isEqualTo(plain);
        assertThat(both.open(label, after)).isEqualTo(plain);
        assertThat(alone.open(label, after)).isEqualTo(plain);
        assertThatThrownBy(() -> alone.open(label, before))
                .isInstanceOf(Unopenable.class)
                .hasMessage("unknown key id");
        assertThatThrownBy(() -> ring.open(label, after))
                .isInstanceOf(Unopenable.class)
                .hasMessage("unknown key id");
    }

    @Test
    @DisplayName("98 current is what the first key sealed; old, foreign and plain values are not")
    void current() {
        byte[] before = ring.seal(label, plain);
        KeyRing both = SomeKeyRings.ring(newKey, oldKey);

        assertThat(ring.isCurrent(before)).isTrue();
        assertThat(both.isCurrent(before)).isFalse();
        assertThat(both.isCurrent(both.seal(label, plain))).isTrue();
        assertThat(both.isCurrent(plain)).isFalse();
        assertThat(both.isCurrent(new byte[0])).isFalse();
    }

    @Test
    @DisplayName("50 another key with the same id does not open it")
    void sameIdOtherKey() {
        byte[] sealed = ring.seal(label, plain);

        assertThatThrownBy(() -> SomeKeyRings.ring(SomeKeyRings.entry("old")).open(label, sealed))
                .isInstanceOf(Unopenable.class);
    }

    @Test
    @DisplayName("one ring serves many threads")
    void manyThreads() {
        List<Boolean> same = Burst.of(100, caller -> {
                    byte[] own = ("value of " + caller).getBytes(UTF_8);
                    return new String(ring.open(label, ring.seal(label, own)), UTF_8).equals("value of " + caller);
                })
                .orFail();

        assertThat(same).containsOnly(true);
    }

    @Test
    @DisplayName("B-13 a closed ring neither seals nor opens, least of all with the key of zeroes")
    void closed() {
        byte[] sealed = ring.seal(label, plain);
        ring.close();
        ring.close();

        assertThatThrownBy(() -> ring.seal(label, plain)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ring.open(label, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("B-13 a ring prints the ids of its keys and nothing else of them")
    void printsIds() {
        assertThat(SomeKeyRings.ring(newKey, oldKey)).hasToString("KeyRing[new, old]");
        assertThat(EncryptionKey.parse(oldKey, 1)).hasToString("EncryptionKey[old]");
        assertThat(EncryptionKey.parse(oldKey, 1).aes()).hasToString("AesKey[***]");
    }
}
