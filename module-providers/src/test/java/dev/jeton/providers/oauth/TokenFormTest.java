package dev.jeton.providers.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.port.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormTest {
    private static TokenForm form(ClientAuthentication method, String id, String secret) {
        return TokenForm.clientCredentials(method, new ClientCredentials(id, Secret.of(secret), "read write"));
    }

    private static String body(TokenForm form) {
        return new String(form.body(BodyFormat.FORM), StandardCharsets.US_ASCII);
    }

    private static String basic(TokenForm form) {
        String header = String.valueOf(form.authorization());
        assertThat(header).startsWith("Basic ");
        return new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a:b", "p@ss w+rd%&=", "\r\nX-Admin: 1", "ü€😀", "~!*'()", "\u0000", "%41", "+ +"})
    @DisplayName("B-02 id and secret are form-encoded before they become a Basic header (RFC 6749 section 2.3.1)")
    void encodedBasic(String nasty) {
        try (TokenForm form = form(ClientAuthentication.BASIC, nasty, nasty)) {
            String encoded = URLEncoder.encode(nasty, StandardCharsets.UTF_8);
            assertThat(basic(form)).isEqualTo(encoded + ":" + encoded);
            assertThat(body(form)).isEqualTo("grant_type=client_credentials&scope=read+write");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "p@ss w+rd%&=", "\r\nX-Admin: 1", "ü€😀", "%41"})
    @DisplayName("fault 86 in the body a secret cannot leave its field")
    void post(String nasty) {
        try (TokenForm form = form(ClientAuthentication.POST, "id", nasty)) {
            assertThat(form.authorization()).isNull();
            assertThat(body(form))
                    .isEqualTo("grant_type=client_credentials&scope=read+write&client_id=id&client_secret="
                            + URLEncoder.encode(nasty, StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("B-02 Genesys is sent id and secret as they are, base64 of exactly these bytes")
    void unencodedBasic() {
        try (TokenForm form = form(ClientAuthentication.BASIC_UNENCODED, "a1b2-id", "s3cr3t/+=")) {
            assertThat(form.authorization()).isEqualTo("Basic YTFiMi1pZDpzM2NyM3QvKz0=");
        }
    }

    @Test
    @DisplayName("B-13 a closed form is wiped, and none prints anything of it")
    void wiped() {
        TokenForm form = form(ClientAuthentication.POST, "id", "c4nary-secret");
        assertThat(form).hasToString("TokenForm");
        form.close();
        assertThatThrownBy(() -> form.body(BodyFormat.FORM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret has been wiped");
    }

    @Test
    @DisplayName("fault 86 a lone surrogate is replaced, not a crash")
    void loneSurrogate() {
        try (TokenForm form = form(ClientAuthentication.BASIC_UNENCODED, "id", "a\ud800b")) {
            assertThat(basic(form)).isEqualTo("id:a?b");
        }
    }
}
