package dev.jeton.client.broker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jeton.api.AccessToken;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The token in a broker's answer, in any of its shapes: {@code {"accessToken","tokenType","expiresIn",…}},
 * {@code {"access_token","expires_in","token_type"}}, {@code {"token"}}, and the last two mixed. Where a token is named twice
 * it is the same one.
 *
 * <p>{@code expires_in} may be a number or a string of one. Where it is missing the token counts as one of an hour. Null is
 * as good as missing, but in the first shape, where Jeton says by it that the token never expires.
 */
final class TokenAnswer {

    private enum Lasts {
        UNSAID,
        FOR_EVER,
        SAID
    }

    private @Nullable String value;
    private String type = AccessToken.BEARER;
    private Lasts lasts = Lasts.UNSAID;
    private String seconds = "";

    private TokenAnswer() {}

    /** @throws IOException if that is no answer with a token; the message quotes nothing of it */
    static TokenAnswer read(byte[] body) throws IOException {
        TokenAnswer answer = new TokenAnswer();
        Json.read(body, answer::member);
        return answer;
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "accessToken", "access_token", "token" -> token(Json.text(json));
            case "tokenType", "token_type" -> type = isNull(json) ? type : Json.text(json);
            case "expiresIn" -> expiresIn(json, Lasts.FOR_EVER);
            case "expires_in" -> expiresIn(json, Lasts.UNSAID);
            default -> {
                // The broker tells more than a client needs.
            }
        }
    }

    private void token(String named) throws IOException {
        if (value != null && !value.equals(named)) {
            throw new IOException("two tokens");
        }
        value = named;
    }

    private void expiresIn(JsonParser json, Lasts whereNull) throws IOException {
        if (isNull(json)) {
            lasts = whereNull;
            return;
        }
        if (!json.currentToken().isNumeric() && json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("a lifetime that is no number");
        }
        lasts = Lasts.SAID;
        seconds = json.getText();
    }

    private static boolean isNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /** @throws IOException if there is none that a header could carry */
    AccessToken token() throws IOException {
        if (value == null) {
            throw new IOException("no token");
        }
        try {
            return AccessToken.of(value, type);
        } catch (IllegalArgumentException e) {
            throw new IOException("no token that a header could carry");
        }
    }

    /** @throws IOException if it says a lifetime that is none */
    Validity validity() throws IOException {
        try {
            return switch (lasts) {
                case FOR_EVER -> new Validity.Unlimited();
                case UNSAID -> new Validity.Lasting(TtlPolicy.CLIENT_DEFAULT_LIFETIME);
                case SAID -> new Validity.Lasting(TtlPolicy.lifetime(seconds, TtlPolicy.CLIENT_DEFAULT_LIFETIME));
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("a lifetime that is none");
        }
    }

    @Override
    public String toString() {
        return "TokenAnswer";
    }
}
