package dev.jeton.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRingParseTest {

    /** 32 bytes that read c4narykeyc4narykeyc4narykeyc4nar. */
    private static final String KEY = "YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXI=";

    static final String[] GOOD = {
        "k1:" + KEY,
        "K.1_a-b:" + KEY,
        "-:" + KEY,
        "k".repeat(64) + ":" + KEY,
        "k1:" + KEY + ",k2:" + KEY,
        "k1:" + KEY + " , k2:" + KEY,
        "k1:" + SomeKeyRings.base64(32),
    };

    @ParameterizedTest
    @FieldSource("GOOD")
    @DisplayName("99 keys are read as the contract spells them")
    void good(String text) {
        KeyRing.parse(text).close();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("", "key 1 must be written as kid:base64"),
                Arguments.of(" ", "key 1 must be written as kid:base64"),
                Arguments.of("off", "key 1 must be written as kid:base64"),
                Arguments.of(KEY, "key 1 must be written as kid:base64"),
                Arguments.of("k1:" + KEY + ",", "key 2 must be written as kid:base64"),
                Arguments.of(",k1:" + KEY, "key 1 must be written as kid:base64"),
                Arguments.of("k1:" + KEY + "," + KEY, "key 2 must be written as kid:base64"),
                Arguments.of(":" + KEY, "key 1 must have a kid"),
                Arguments.of("k 1:" + KEY, "key 1 must have a kid"),
                Arguments.of("k\u00e9:" + KEY, "key 1 must have a kid"),
                Arguments.of("k\":" + KEY, "key 1 must have a kid"),
                Arguments.of("k".repeat(65) + ":" + KEY, "key 1 must have a kid"),
                Arguments.of(KEY + ":k1", "key 1 must have a kid"),
                Arguments.of(KEY.replace("=", "") + ":k1", "key 1 must have 32 bytes"),
                Arguments.of("k1:", "key 1 must have 32 bytes"),
                Arguments.of("k1:" + SomeKeyRings.base64(16), "key 1 must have 32 bytes"),
                Arguments.of("k1:" + SomeKeyRings.base64(31), "key 1 must have 32 bytes"),
                Arguments.of("k1:" + SomeKeyRings.base64(33), "key 1 must have 32 bytes"),
                Arguments.of("k1:" + SomeKeyRings.base64(64), "key 1 must have 32 bytes"),
                Arguments.of("k1:" + KEY.replace("=", ""), "key 1 must have 32 bytes"),
                Arguments.of("k1:" + KEY.replace("I=", "J="), "key 1 must have 32 bytes"),
                Arguments.of("k1:" + KEY.replace("YzRu", "_-Ru"), "key 1 must have 32 bytes"),
                Arguments.of("k1:" + KEY.replace("YzRu", "Yz Ru"), "key 1 must have 32 bytes"),
                Arguments.of("k1: " + KEY, "key 1 must have 32 bytes"),
                Arguments.of("k1:" + KEY + ":" + KEY, "key 1 must have 32 bytes"),
                Arguments.of("k1:c4narykeyc4narykeyc4narykeyc4nar", "key 1 must have 32 bytes"),
                Arguments.of("k1:" + KEY + ";k2:" + KEY, "key 1 must have 32 bytes"),
                Arguments.of("k1:" + KEY + ",k2:x", "key 2 must have 32 bytes"),
                Arguments.of("k1:" + KEY + ",k2:" + KEY + ",k1:" + KEY, "keys 1 and 3 have the same kid"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    @DisplayName("99 anything else is refused in a sentence that says which key, and repeats nothing of it")
    void wrong(String text, String sentence) {
        assertThatThrownBy(() -> KeyRing.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith(sentence)
                .hasMessageNotContainingAny("YzRu", "c4nary", KEY);
    }

    @Test
    @DisplayName("99 a generated key is usable as it is, named after its day in UTC, and never the same twice")
    void generated() {
        ManualTime time = ManualTime.standingStill();
        String one = EncryptionKey.generate(time).reveal(String::new);
        time.advance(Duration.ofHours(12));
        String other = EncryptionKey.generate(time).reveal(String::new);

        assertThat(one).matches("k20261120-[0-9a-f]{4}:[A-Za-z0-9+/]{43}=");
        assertThat(other).matches("k20261121-[0-9a-f]{4}:[A-Za-z0-9+/]{43}=");
        assertThat(one.substring(one.indexOf(':'))).isNotEqualTo(other.substring(other.indexOf(':')));
        KeyRing.parse(one + "," + other).close();
    }
}
