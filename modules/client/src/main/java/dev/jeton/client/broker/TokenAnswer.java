package dev.jeton.client.broker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jeton.api.AccessToken;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The token in a broker's answer, in any of its shapes: {@code {"accessToken","tokenType","expiresIn",…}},
 * {@code {"access_token","expires_in","token_type"}}, {@code {"token"}}, and the last two mixed. Where a token is named twice
 * it is the same one.
 *
 * <p>{@code expires_in} may be a number or a string of one. Where it is missing the token counts as one of an hour. Null is
 * as good as missing, but in the first shape, where Jeton says by it that the token never expires. Of two lifetimes the shorter one is
 * believed.
 */
final class TokenAnswer {

    private @Nullable String value;
    private String type = AccessToken.BEARER;
    private @Nullable Duration said;
    private boolean forEver;

    private TokenAnswer() {}

    /** @throws IOException if that is no answer with a token, or says a lifetime that is none; the message quotes nothing of it */
    static TokenAnswer read(byte[] body) throws IOException {
        TokenAnswer answer = new TokenAnswer();
        Json.read(body, answer::member);
        return answer;
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "accessToken", "access_token", "token" -> token(Json.text(json));
            case "tokenType", "token_type" -> type = isNull(json) ? type : Json.text(json);
            case "expiresIn" -> {
                forEver = isNull(json);
                expiresIn(json);
            }
            case "expires_in" -> expiresIn(json);
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

    private void expiresIn(JsonParser json) throws IOException {
        if (isNull(json)) {
            return;
        }
        if (!json.currentToken().isNumeric() && json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("a lifetime that is no number");
        }
        Duration named = lifetime(json.getText());
        said = said == null || named.compareTo(said) < 0 ? named : said;
    }

    private static Duration lifetime(String seconds) throws IOException {
        try {
            return TtlPolicy.lifetime(seconds, TtlPolicy.CLIENT_DEFAULT_LIFETIME);
        } catch (IllegalArgumentException e) {
            throw new IOException("a lifetime that is none");
        }
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

    Validity validity() {
        if (said != null) {
            return new Validity.Lasting(said);
        }
        return forEver ? new Validity.Unlimited() : new Validity.Lasting(TtlPolicy.CLIENT_DEFAULT_LIFETIME);
    }

    @Override
    public String toString() {
        return "TokenAnswer";
    }
}
