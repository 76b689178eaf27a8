package dev.jeton.app.problem;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.providers.api.ApiFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Which failure is which status and code. 4xx = do not repeat it as it is; 5xx and 429 = repeat it later. */
public final class Problems {

    /** By then another process answers behind the same address. */
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private Problems() {}

    public static Problem of(TokenException failure) {
        return switch (failure) {
            case InvalidRequest e -> refused(ProblemCode.INVALID_REQUEST, e);
            case TenantNotFound e -> refused(ProblemCode.TENANT_NOT_FOUND, e);
            case CredentialsNotFound e -> refused(ProblemCode.CREDENTIALS_NOT_FOUND, e);
            case ReauthorizationRequired e -> refused(ProblemCode.REAUTHORIZATION_REQUIRED, e);
            case CredentialsRejected e -> refused(ProblemCode.CREDENTIALS_REJECTED, e);
            case RateLimited e -> unavailable(ProblemCode.RATE_LIMITED, e);
            case UpstreamFailed e -> unavailable(ProblemCode.OAUTH_EXCHANGE_FAILED, e);
            case LockTimeout e -> unavailable(ProblemCode.LOCK_ACQUISITION_FAILED, e);
            case CacheUnavailable e -> unavailable(ProblemCode.CACHE_UNAVAILABLE, e);
            case StoreUnavailable e -> unavailable(ProblemCode.STORE_UNAVAILABLE, e);
            case KeySetUnavailable e -> unavailable(ProblemCode.JWKS_FETCH_FAILED, e);
            case Overloaded e -> unavailable(ProblemCode.OVERLOADED, e);
            case UpstreamTimeout e -> unavailable(ProblemCode.OAUTH_TIMEOUT, e);
        };
    }

    private static Problem refused(ProblemCode code, TokenException failure) {
        return Problem.of(code, failure.detail());
    }

    private static Problem unavailable(ProblemCode code, TokenException.Unavailable failure) {
        return new Problem(
                code, code.status(), failure.detail(), failure.retryAfter().orElse(null));
    }

    public static Problem unauthenticated() {
        return Problem.of(ProblemCode.UNAUTHENTICATED, "a valid caller credential is needed: Authorization: Bearer …");
    }

    /** In the same words for whatever the caller may not do, and whether there is such a tenant or not. */
    public static Problem forbidden() {
        return Problem.of(ProblemCode.FORBIDDEN, "the caller may not do this, or not for this tenant and type");
    }

    /** A browser was made to believe that this broker is somebody else's address (DNS rebinding). */
    public static Problem strangeHost() {
        return Problem.of(
                ProblemCode.FORBIDDEN,
                "without INTERNAL_SERVICE_SECRET or CALLERS_FILE only requests are answered whose Host is localhost or a loopback address");
    }

    /** A page of another site has a browser on this machine send requests. */
    public static Problem strangePage() {
        return Problem.of(
                ProblemCode.FORBIDDEN,
                "without INTERNAL_SERVICE_SECRET or CALLERS_FILE no request is answered that a page of another site has sent (Origin, Sec-Fetch-Site)");
    }

    public static Problem notFound() {
        return Problem.of(ProblemCode.NOT_FOUND, "there is no such route");
    }

    /** Nothing has the id in the path. */
    public static Problem noSuchRow() {
        return Problem.of(ProblemCode.NOT_FOUND, "nothing has this id");
    }

    public static Problem methodNotAllowed() {
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "the route does not know this method");
    }

    public static Problem tooLarge() {
        return Problem.of(ProblemCode.INVALID_REQUEST, 413, "body: longer than 64 KiB");
    }

    public static Problem notJson() {
        return Problem.of(ProblemCode.INVALID_REQUEST, 415, "Content-Type: must be application/json");
    }

    public static Problem brokenOff() {
        return Problem.of(ProblemCode.INVALID_REQUEST, "body: broke off");
    }

    /** A body that could not be read to its end: because nothing more came, as the HTTP server says, or because it broke off. */
    public static Problem unread(IOException why) {
        return why.getCause() instanceof TimeoutException ? tooSlow() : brokenOff();
    }

    public static Problem tooSlow() {
        return Problem.of(ProblemCode.INVALID_REQUEST, 408, "body: took too long to arrive");
    }

    /** The API behind the proxy does not answer; whether it has done what was asked nobody knows. */
    public static Problem of(ApiFailure failure) {
        ProblemCode code = failure.kind() == ApiFailure.Kind.SILENT
                ? ProblemCode.PROVIDER_API_TIMEOUT
                : ProblemCode.PROVIDER_API_FAILED;
        return Problem.of(code, failure.detail());
    }

    public static Problem defect() {
        return Problem.of(ProblemCode.INTERNAL_ERROR, "a defect of ours; the log has it under this correlation id");
    }

    /** What the HTTP server itself refuses before any route is looked for. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> notFound();
            case 405 -> methodNotAllowed();
            case 413 -> tooLarge();
            case 431 -> Problem.of(ProblemCode.INVALID_REQUEST, 431, "headers: longer than 16 KiB");
            case 503 -> new Problem(ProblemCode.OVERLOADED, 503, "the broker is stopping", STOPPING);
            case 505 ->
                Problem.of(ProblemCode.INVALID_REQUEST, 505, "request: in a version of HTTP that is not spoken here");
            default ->
                status < 500
                        ? Problem.of(ProblemCode.INVALID_REQUEST, status, "request: not understood by the HTTP server")
                        : defect();
        };
    }
}
