package dev.jeton.app.problem;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import java.time.Duration;

/** Which failure is which status and code. 4xx = do not repeat it as it is; 5xx and 429 = repeat it later. */
public final class Problems {

    /** By then another process answers behind the same address. */
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private Problems() {}

    public static Problem of(TokenException failure) {
        return switch (failure) {
            case InvalidRequest e -> refused(400, "INVALID_REQUEST", e);
            case TenantNotFound e -> refused(404, "TENANT_NOT_FOUND", e);
            case CredentialsNotFound e -> refused(404, "CREDENTIALS_NOT_FOUND", e);
            case ReauthorizationRequired e -> refused(409, "REAUTHORIZATION_REQUIRED", e);
            case CredentialsRejected e -> refused(424, "CREDENTIALS_REJECTED", e);
            case RateLimited e -> unavailable(429, "RATE_LIMITED", e);
            case UpstreamFailed e -> unavailable(502, "OAUTH_EXCHANGE_FAILED", e);
            case LockTimeout e -> unavailable(503, "LOCK_ACQUISITION_FAILED", e);
            case CacheUnavailable e -> unavailable(503, "CACHE_UNAVAILABLE", e);
            case StoreUnavailable e -> unavailable(503, "STORE_UNAVAILABLE", e);
            case Overloaded e -> unavailable(503, "OVERLOADED", e);
            case UpstreamTimeout e -> unavailable(504, "OAUTH_TIMEOUT", e);
        };
    }

    private static Problem refused(int status, String code, TokenException failure) {
        return Problem.of(status, code, failure.detail());
    }

    private static Problem unavailable(int status, String code, TokenException.Unavailable failure) {
        return new Problem(status, code, failure.detail(), failure.retryAfter().orElse(null));
    }

    public static Problem unauthenticated() {
        return Problem.of(401, "UNAUTHENTICATED", "a valid caller credential is needed: Authorization: Bearer …");
    }

    public static Problem notFound() {
        return Problem.of(404, "NOT_FOUND", "there is no such route");
    }

    public static Problem methodNotAllowed() {
        return Problem.of(405, "METHOD_NOT_ALLOWED", "the route does not know this method");
    }

    public static Problem tooLarge() {
        return Problem.of(413, "INVALID_REQUEST", "body: longer than 64 KiB");
    }

    public static Problem notJson() {
        return Problem.of(415, "INVALID_REQUEST", "Content-Type: must be application/json");
    }

    public static Problem tooSlow() {
        return Problem.of(408, "INVALID_REQUEST", "body: took too long to arrive");
    }

    public static Problem defect() {
        return Problem.of(500, "INTERNAL_ERROR", "a defect of ours; the log has it under this correlation id");
    }

    /** What the HTTP server itself refuses before any route is looked for. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> notFound();
            case 405 -> methodNotAllowed();
            case 413 -> tooLarge();
            case 431 -> Problem.of(431, "INVALID_REQUEST", "headers: longer than 16 KiB");
            case 503 -> new Problem(503, "OVERLOADED", "the broker is stopping", STOPPING);
            case 505 -> Problem.of(505, "INVALID_REQUEST", "request: in a version of HTTP that is not spoken here");
            default ->
                status < 500
                        ? Problem.of(status, "INVALID_REQUEST", "request: not understood by the HTTP server")
                        : defect();
        };
    }
}
