package dev.jeton.app.problem;

import java.util.Locale;

/** What a client can tell problems apart by, with the status that it usually has and a title for people. */
public enum ProblemCode {
    INVALID_REQUEST(400, "Invalid request"),
    UNAUTHENTICATED(401, "Not authenticated"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    TENANT_NOT_FOUND(404, "Tenant not found"),
    CREDENTIALS_NOT_FOUND(404, "Credentials not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    REAUTHORIZATION_REQUIRED(409, "Reauthorization required"),
    CREDENTIALS_REJECTED(424, "Credentials rejected by the provider"),
    RATE_LIMITED(429, "Rate limited"),
    INTERNAL_ERROR(500, "Internal error"),
    OAUTH_EXCHANGE_FAILED(502, "OAuth exchange failed"),
    PROVIDER_API_FAILED(502, "The provider's API failed"),
    LOCK_ACQUISITION_FAILED(503, "Lock not acquired in time"),
    CACHE_UNAVAILABLE(503, "Cache unavailable"),
    STORE_UNAVAILABLE(503, "Store unavailable"),
    JWKS_FETCH_FAILED(503, "Key set not fetched"),
    OVERLOADED(503, "Overloaded"),
    OAUTH_TIMEOUT(504, "OAuth exchange timed out"),
    PROVIDER_API_TIMEOUT(504, "The provider's API timed out");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** How logs and metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
