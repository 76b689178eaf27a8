package dev.jeton.providers.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.Validity;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.HttpAnswer;
import dev.jeton.providers.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a refresh (RFC 6749 sections 5 and 6): above all whether the refresh token may have been spent. A
 * server error does not tell, nor does a success that cannot be read; only a definite refusal says that it was not.
 */
final class RefreshAnswerReader {
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final TokenAnswerReader tokens;
    private final TimeSource time;

    RefreshAnswerReader(TokenAnswerReader tokens, TimeSource time) {
        this.tokens = tokens;
        this.time = time;
    }

    /** @param elapsed since the request was sent: so much of the access token's life is already over */
    Spending read(HttpAnswer answer, Duration elapsed) {
        int status = answer.status();
        if (status == 429) {
            return new Spending.NotSpent(new RateLimited(
                    "the provider asks for a pause", RetryAfter.after429(answer.headers(), time.now())));
        }
        if (answer.isServerError() || status == 408) {
            return new Spending.Lost(UpstreamFailed.passing(
                    "the provider failed with status " + status,
                    null,
                    RetryAfter.in(answer.headers(), time.now()).orElse(null)));
        }
        JsonNode body = TokenAnswerReader.parse(answer);
        String error = body == null ? "" : body.path("error").asText("");
        boolean success = status >= 200 && status < 300;
        if (success && body != null && bringsTokens(body)) {
            // Whatever else it says ("error": false): the old refresh token may be spent, and this is the only new one.
            return rotated(body, elapsed);
        }
        if (error.equals("invalid_grant")) {
            return new Spending.Dead("invalid_grant");
        }
        if (success && error.isEmpty()) {
            return body == null ? lost(status) : rotated(body, elapsed);
        }
        return new Spending.NotSpent(refusal(status, body));
    }

    private static boolean bringsTokens(JsonNode body) {
        return !body.path("access_token").asText("").isBlank()
                || !body.path("refresh_token").asText("").isBlank();
    }

    private static Spending lost(int status) {
        return new Spending.Lost(
                UpstreamFailed.nonsense("the provider sent an answer that is no token, with status " + status, null));
    }

    private static TokenException refusal(int status, @Nullable JsonNode body) {
        return TokenAnswerReader.isRefusal(status, body)
                ? new CredentialsRejected("the provider refused the tenant's credentials")
                : UpstreamFailed.nonsense("the provider sent an unexpected answer with status " + status, null);
    }

    private Spending rotated(JsonNode body, Duration elapsed) {
        JsonNode named = body.path("refresh_token");
        Secret successor = successor(named);
        if (successor == null && !named.isMissingNode() && !named.isNull()) {
            // There is a new one, and we cannot use it: to go on with the old one would spend it again.
            return new Spending.Lost(UpstreamFailed.nonsense("the provider sent a refresh token of no use", null));
        }
        try {
            return new Spending.Rotated(access(tokens.issued(body, elapsed)), successor);
        } catch (TokenException e) {
            // What there is of an answer is kept: the old refresh token may be spent, and this is the only new one.
            return successor == null ? new Spending.Lost(e) : new Spending.Rotated(null, successor);
        }
    }

    private GrantedAccess access(IssuedToken issued) {
        Instant now = time.now();
        Duration left = ((Validity.Lasting) issued.validity()).lifetime();
        return new GrantedAccess(issued.token(), now, now.plus(left));
    }

    private static @Nullable Secret successor(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        return text.isBlank() || text.length() > LONGEST_TOKEN ? null : Secret.of(text);
    }
}
