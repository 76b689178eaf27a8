package dev.jeton.crypto;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Unopenable;
import dev.jeton.testkit.contract.SomeKeys;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalleabilityTest {

    private static final String[] ENTRIES = {SomeKeyRings.entry("k1"), SomeKeyRings.entry("k2")};
    private static final KeyRing RING = SomeKeyRings.ring(ENTRIES);
    private static final SealLabel LABEL = SealLabel.of("token", TokenKey.of("genesys", "acme"));
    private static final byte[] SEALED = RING.seal(LABEL, "c4nary-token".getBytes(UTF_8));
    private static final String TEXT = new String(SEALED, UTF_8);

    private int checked;
    private int opened;

    private void attempt(SealLabel label, byte[] sealed) {
        checked++;
        try {
            RING.open(label, sealed);
            opened++;
        } catch (Unopenable e) {
            assertThat(e.reason()).isNotBlank().doesNotContain("c4nary", "k1");
        }
    }

    private void attempt(byte[] sealed) {
        attempt(LABEL, sealed);
    }

    @AfterEach
    void noneOpened() {
        System.out.printf("%d checked, %d violated%n", checked, opened);
        assertThat(opened).isZero();
    }

    @Test
    @DisplayName("101 50 with any byte replaced by any other an envelope does not open")
    void everyByte() {
        for (int at = 0; at < SEALED.length; at++) {
            byte[] changed = SEALED.clone();
            for (int value = 0; value < 256; value++) {
                changed[at] = (byte) value;
                if (changed[at] != SEALED[at]) {
                    attempt(changed);
                }
            }
        }
        assertThat(checked).isEqualTo(SEALED.length * 255);
    }

    @Test
    @DisplayName("101 50 cut off anywhere, at its end, at its beginning or in the middle, an envelope does not open")
    void cut() {
        for (int at = 0; at < SEALED.length; at++) {
            attempt(Arrays.copyOf(SEALED, at));
            attempt(Arrays.copyOfRange(SEALED, at + 1, SEALED.length));
            attempt((TEXT.substring(0, at) + TEXT.substring(at + 1)).getBytes(UTF_8));
        }
    }

    @Test
    @DisplayName("101 with a character more anywhere an envelope does not open, not even with a blank")
    void inserted() {
        for (int at = 0; at <= TEXT.length(); at++) {
            for (String more :
                    new String[] {" ", "\n", "\t", "\0", "A", "=", "0", ",", "\"", "\\", "\u00e9", "\ufeff"}) {
                attempt((TEXT.substring(0, at) + more + TEXT.substring(at)).getBytes(UTF_8));
            }
        }
    }

    @Test
    @DisplayName("101 with any two bytes of nonce and ciphertext exchanged an envelope does not open")
    void exchanged() {
        for (int one = TEXT.indexOf("\"iv\""); one < SEALED.length; one++) {
            for (int other = one + 1; other < SEALED.length; other++) {
                if (SEALED[one] != SEALED[other]) {
                    byte[] changed = SEALED.clone();
                    changed[one] = SEALED[other];
                    changed[other] = SEALED[one];
                    attempt(changed);
                }
            }
        }
    }

    @Test
    @DisplayName("51 I4 under any other label an envelope does not open")
    void otherLabels() {
        for (TokenKey key : SomeKeys.generated(2_000, 20_261_120)) {
            attempt(SealLabel.of("token", key), SEALED);
        }
        attempt(SealLabel.of("grant", TokenKey.of("genesys", "acme")), SEALED);
        attempt(SealLabel.of("token", TokenKey.of("genesys", "acme"), 1), SEALED);
        attempt(SealLabel.of("token", TokenKey.of("genesys", "ACME")), SEALED);
        attempt(SealLabel.of("token", TokenKey.of("acme", "genesys")), SEALED);
    }

    private static String member(String text, String name) {
        int from = text.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return text.substring(from, text.indexOf('"', from));
    }

    static Stream<Arguments> forged() {
        String iv = member(TEXT, "iv");
        String ct = member(TEXT, "ct");
        String other = new String(RING.seal(LABEL, "c4nary-other".getBytes(UTF_8)), UTF_8);
        String swapped = new String(SomeKeyRings.ring(ENTRIES[1]).seal(LABEL, "x".getBytes(UTF_8)), UTF_8);
        return Stream.of(
                Arguments.of("with the nonce of another", TEXT.replace(iv, member(other, "iv")), "changed"),
                Arguments.of("with the ciphertext of another", TEXT.replace(ct, member(other, "ct")), "changed"),
                Arguments.of("with the id of another key", TEXT.replace("k1", "k2"), "changed"),
                Arguments.of("of another key, with our id", swapped.replace("k2", "k1"), "changed"),
                Arguments.of("with an unknown key id", TEXT.replace("k1", "k3"), "unknown key id"),
                Arguments.of("with an empty key id", TEXT.replace("k1", ""), "malformed"),
                Arguments.of("with a key id of lines", TEXT.replace("k1", "k\\n1"), "malformed"),
                Arguments.of("with a number for a key id", TEXT.replace("\"k1\"", "1"), "malformed"),
                Arguments.of("with nonce and ciphertext exchanged", envelope(ct, iv), "malformed"),
                Arguments.of("in another order", "{\"kid\":\"k1\",\"v\":1" + TEXT.substring(17), "malformed"),
                Arguments.of("of version 2", TEXT.replace("\"v\":1", "\"v\":2"), "another version"),
                Arguments.of("of version 0", TEXT.replace("\"v\":1", "\"v\":0"), "another version"),
                Arguments.of("of version 1.0", TEXT.replace("\"v\":1", "\"v\":1.0"), "another version"),
                Arguments.of("of version \"1\"", TEXT.replace("\"v\":1", "\"v\":\"1\""), "another version"),
                Arguments.of("of version 2^32+1", TEXT.replace("\"v\":1", "\"v\":4294967297"), "another version"),
                Arguments.of(
                        "of a version beyond a long", TEXT.replace("\"v\":1", "\"v\":" + "9".repeat(30)), "no env"),
                Arguments.of("of no version", TEXT.replace("\"v\":1,", ""), "another version"),
                Arguments.of("with another member", TEXT.replace("}", ",\"x\":1}"), "malformed"),
                Arguments.of("with an object in it", TEXT.replace("}", ",\"x\":{}}"), "no envelope"),
                Arguments.of("with a member twice", TEXT.replace("}", ",\"v\":1}"), "no envelope"),
                Arguments.of("with the key id twice", TEXT.replace("\"v\":1", "\"v\":1,\"kid\":\"k1\""), "no envelope"),
                Arguments.of("with an escaped character", TEXT.replace("k1", "\\u006b1"), "malformed"),
                Arguments.of("without a nonce", TEXT.replace("\"iv\":\"" + iv + "\",", ""), "malformed"),
                Arguments.of("with a null nonce", TEXT.replace("\"" + iv + "\"", "null"), "malformed"),
                Arguments.of("with an empty nonce", TEXT.replace(iv, ""), "malformed"),
                Arguments.of("with a short nonce", TEXT.replace(iv, iv.substring(4)), "malformed"),
                Arguments.of("with a long nonce", TEXT.replace(iv, iv + "AAAA"), "malformed"),
                Arguments.of("with an empty ciphertext", TEXT.replace(ct, ""), "malformed"),
                Arguments.of("with less than a tag", TEXT.replace(ct, "AAAA"), "malformed"),
                Arguments.of("with a null ciphertext", TEXT.replace("\"" + ct + "\"", "null"), "malformed"),
                Arguments.of("in base64 without padding", TEXT.replace("=", ""), "malformed"),
                Arguments.of("with stray bits in base64", TEXT.replace(ct, strayBits(ct)), "malformed"),
                Arguments.of("with an asterisk in base64", TEXT.replace(iv, "*" + iv.substring(1)), "malformed"),
                Arguments.of("twice", TEXT + TEXT, "no envelope"),
                Arguments.of("in an array", "[" + TEXT + "]", "no envelope"),
                Arguments.of("in a text", "\"" + TEXT.replace("\"", "\\\"") + "\"", "no envelope"),
                Arguments.of("after a byte order mark", "\ufeff" + TEXT, "malformed"),
                Arguments.of("longer than any", TEXT.replace("}", " ".repeat(200_000) + "}"), "longer than any"),
                Arguments.of("nested deeply", "{\"v\":".repeat(10_000), "no envelope"));
    }

    private static String envelope(String iv, String ct) {
        return "{\"v\":1,\"kid\":\"k1\",\"iv\":\"" + iv + "\",\"ct\":\"" + ct + "\"}";
    }

    /** The same bytes for a lenient decoder: the last digit before the padding carries bits that nobody reads. */
    private static String strayBits(String base64) {
        int last = base64.indexOf('=') - 1;
        return base64.substring(0, last) + (char) (base64.charAt(last) + 1) + base64.substring(last + 1);
    }

    @ParameterizedTest(name = "101 an envelope {0} does not open")
    @MethodSource("forged")
    void forged(String what, String forged, String reason) {
        assertThat(forged).as(what).isNotEqualTo(TEXT);
        attempt(forged.getBytes(UTF_8));
        assertThatThrownBy(() -> RING.open(LABEL, forged.getBytes(UTF_8)))
                .isInstanceOf(Unopenable.class)
                .hasMessageStartingWith(reason);
    }

    @ParameterizedTest(name = "101 a plain {0} is never passed through")
    @MethodSource("plain")
    void plain(String plain, String reason) {
        attempt(plain.getBytes(UTF_8));
        assertThatThrownBy(() -> RING.open(LABEL, plain.getBytes(UTF_8))).hasMessage(reason);
    }

    static Stream<Arguments> plain() {
        return Stream.of(
                Arguments.of("{\"v\":1,\"key\":\"genesys:acme\",\"access_token\":\"c4nary\"}", "not encrypted"),
                Arguments.of("{\"refresh_token\":\"c4nary\",\"access_token\":\"c4nary\"}", "not encrypted"),
                Arguments.of("{}", "not encrypted"),
                Arguments.of("c4nary", "no envelope"),
                Arguments.of("null", "no envelope"),
                Arguments.of("", "no envelope"));
    }

    @Test
    @DisplayName("101 in another encoding an envelope does not open")
    void otherEncoding() {
        attempt(TEXT.getBytes(UTF_16BE));
    }

    @Test
    @DisplayName("101 huge input is refused by its size alone")
    void huge() {
        byte[] huge = new byte[100 * 1024 * 1024];
        System.arraycopy(SEALED, 0, huge, 0, SEALED.length);
        attempt(huge);
        assertThatThrownBy(() -> RING.open(LABEL, huge)).hasMessage("longer than any envelope");
    }

    @Test
    @DisplayName("the envelope from which all of these were made opens")
    void opens() throws Unopenable {
        assertThat(RING.open(LABEL, SEALED)).isEqualTo("c4nary-token".getBytes(UTF_8));
    }
}
