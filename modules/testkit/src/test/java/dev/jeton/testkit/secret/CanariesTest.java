package dev.jeton.testkit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CanariesTest {

    private static final String SECRET = "p+s/w?rd~\u00ff\u00fe of tenant 7";

    private final Canaries canaries = new Canaries();

    @Test
    void aSecretIsFoundAsItIsAndTheFailureDoesNotRepeatIt() {
        canaries.register("the password", SECRET);

        assertThatThrownBy(() -> canaries.assertNoneIn("the log", "first line\nsecond " + SECRET + " line"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the log holds a secret: the password, as it is, at character 18, line 2")
                .hasMessageNotContaining("p+s");
    }

    @Test
    void base64OfASecretIsFoundWhateverStandsBeforeAndAfterIt() {
        canaries.register("the password", SECRET);
        for (String before : List.of("", "x", "xy", "xyz", "user:")) {
            byte[] bytes = (before + SECRET + "after").getBytes(StandardCharsets.UTF_8);

            assertFound(Base64.getEncoder().encodeToString(bytes), "in base64");
            assertFound(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), "in base64url");
        }
    }

    @Test
    void urlEncodedAndInHexItIsFoundInEitherCase() {
        canaries.register("the password", SECRET);
        String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8));

        assertFound("q=" + encoded, "URL-encoded");
        assertFound("q=" + encoded.replace("+", "%20").toLowerCase(Locale.ROOT), "URL-encoded");
        assertFound(hex, "in hex");
        assertFound(hex.toUpperCase(Locale.ROOT), "in hex");
    }

    @Test
    void theMarkerIsFoundInSecretsThatNobodyRegistered() {
        assertFound("Bearer c4nary-token-1", "as it is");
        assertFound(Base64.getEncoder().encodeToString("id:c4nary-1".getBytes(StandardCharsets.UTF_8)), "in base64");
    }

    @Test
    void generatedSecretsCarryTheMarkerAndDiffer() {
        String one = canaries.secret("client-secret");

        assertThat(one).startsWith("c4nary-client-secret-").isNotEqualTo(canaries.secret("client-secret"));
        assertThatThrownBy(() -> canaries.assertNoneIn("the log", one))
                .hasMessageContaining(": client-secret, as it is");
    }

    @Test
    void innocentTextsPassAndAreCounted() {
        canaries.register("the password", SECRET);

        assertThatThrownBy(canaries::assertSearched).isInstanceOf(AssertionError.class);
        canaries.assertNoneIn("nothing", "");
        assertThatThrownBy(canaries::assertSearched).isInstanceOf(AssertionError.class);
        canaries.assertNoneIn("the log", "all is well");

        assertThatCode(canaries::assertSearched).doesNotThrowAnyException();
        assertThat(canaries.texts()).isEqualTo(2);
        assertThat(canaries.characters()).isEqualTo(11);
    }

    @Test
    void whatOccursByChanceIsNoSecret() {
        assertThatThrownBy(() -> canaries.register("a pin", "1234")).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertFound(String text, String disguise) {
        assertThatThrownBy(() -> canaries.assertNoneIn("the text", text))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(disguise + ",");
    }
}
