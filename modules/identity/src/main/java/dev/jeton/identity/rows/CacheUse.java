package dev.jeton.identity.rows;

/** Hears how reads of first-party rows were answered: for metrics. Called on the hot path; must not throw. */
public interface CacheUse {

    /**
     * A row or a list of rows was asked for.
     *
     * @param kind {@code api_token}, {@code verification_token}, {@code refresh_token} or {@code jwt_key}
     * @param hit false = the store was asked
     */
    void asked(String kind, boolean hit);

    /** Counts nothing. */
    CacheUse NONE = (kind, hit) -> {};
}
