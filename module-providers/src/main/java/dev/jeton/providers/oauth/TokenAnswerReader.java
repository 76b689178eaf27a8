package dev.jeton.providers.oauth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.HttpAnswer;
import dev.jeton.providers.http.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of a token endpoint (RFC 6749 section 5). It believes a success only with status 200 and a usable
 * bearer token, and a refusal by its status or its error code; everything else is nonsense. Nothing that the server wrote
 * is repeated in a message, for it may echo the credentials.
 */
final class TokenAnswerReader {

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The error codes of RFC 6749 section 5.2 that say no to the client. */
    private static final Set<String> REFUSALS =
            Set.of("invalid_client", "unauthorized_client", "invalid_grant", "access_denied", "invalid_scope");

    private final Duration defaultLifetime;
    private final TimeSource time;

    TokenAnswerReader(Duration defaultLifetime, TimeSource time) {
        this.defaultLifetime = defaultLifetime;
        this.time = time;
    }

    /** @param elapsed since the request was sent: so much of the token's life is already over */
    IssuedToken read(HttpAnswer answer, Duration elapsed) {
        if (answer.status() == 429) {
            throw new RateLimited("the provider asks for a pause", RetryAfter.after429(answer.headers(), time.now()));
        }
        if (answer.isServerError() || answer.status() == 408) {
            throw UpstreamFailed.passing(
                    "the provider failed with status " + answer.status(),
                    null,
                    RetryAfter.in(answer.headers(), time.now()).orElse(null));
        }
        JsonNode body = parse(answer);
        if (isRefusal(answer.status(), body)) {
            throw new CredentialsRejected("the provider refused the tenant's credentials");
        }
        if (answer.status() != 200 || body == null || body.has("error")) {
            throw nonsense("an unexpected answer with status " + answer.status());
        }
        return issued(body, elapsed);
    }

    /** The object that the answer holds; null where it holds anything else. */
    static @Nullable JsonNode parse(HttpAnswer answer) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            return body.isObject() ? body : null;
        } catch (IOException e) {
            // Its message would quote the body.
            return null;
        }
    }

    /** Whether this says no to the client. */
    static boolean isRefusal(int status, @Nullable JsonNode body) {
        String error = body == null ? "" : body.path("error").asText("");
        return status == 401 || status == 403 || REFUSALS.contains(error);
    }

    /** The token in the body of a success. */
    IssuedToken issued(JsonNode body, Duration elapsed) {
        requireBearer(body.path("token_type"));
        return new IssuedToken(token(body.path("access_token")), new Validity.Lasting(lifetime(body, elapsed)));
    }

    /** RFC 6749 requires {@code token_type}; servers that leave it out mean bearer. Others we could not use. */
    private static void requireBearer(JsonNode type) {
        boolean missing = type.isMissingNode() || type.isNull();
        if (!missing
                && !(type.isTextual()
                        && type.textValue().toLowerCase(Locale.ROOT).equals("bearer"))) {
            throw nonsense("a token_type that is not bearer");
        }
    }

    private static AccessToken token(JsonNode value) {
        if (!value.isTextual()) {
            throw nonsense("no access_token");
        }
        try {
            return AccessToken.bearer(value.textValue());
        } catch (IllegalArgumentException e) {
            throw nonsense("an access_token that no header can carry");
        }
    }

    private Duration lifetime(JsonNode body, Duration elapsed) {
        JsonNode expiresIn = body.path("expires_in");
        boolean missing = expiresIn.isMissingNode() || expiresIn.isNull();
        if (!missing && !expiresIn.isNumber() && !expiresIn.isTextual()) {
            throw nonsense("an expires_in that is no number");
        }
        try {
            Duration left = TtlPolicy.lifetime(missing ? null : expiresIn.asText(), defaultLifetime)
                    .minus(elapsed);
            return new Validity.Lasting(left).lifetime();
        } catch (IllegalArgumentException e) {
            throw nonsense("an expires_in that leaves the token no life");
        }
    }

    private static TokenException nonsense(String what) {
        return UpstreamFailed.nonsense("the provider sent " + what, null);
    }
}
