package dev.jeton.app.audit;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was done at the broker's door, or refused. It holds no secret.
 *
 * @param millis when, since 1970
 * @param who the caller's name
 * @param action in the words of the policy
 */
public record AuditRecord(long millis, String who, String action, Subject subject, Outcome outcome) {

    /**
     * What it was about, as far as it was said.
     *
     * @param fingerprintOrNull of the token that was handed out, or reported as rejected
     * @param objectOrNull what it was about where that is no tenant: a user, a session, a key
     */
    public record Subject(
            @Nullable String tenantOrNull,
            @Nullable String typeOrNull,
            @Nullable String fingerprintOrNull,
            @Nullable String objectOrNull) {

        /** Nothing was said. */
        public static final Subject NONE = new Subject(null, null, null, null);
    }

    /**
     * How it ended.
     *
     * @param code {@code ok}, or the code of the problem in lower case
     * @param sourceOrNull where the token came from
     */
    public record Outcome(String code, @Nullable String sourceOrNull, String correlationId) {}
}
