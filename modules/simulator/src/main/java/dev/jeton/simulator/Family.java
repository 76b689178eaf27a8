package dev.jeton.simulator;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of all the refresh tokens that descend from one consent, at the moment of asking.
 *
 * @param id unique within its server, rising from connection to connection, the first one being 1
 * @param generation of the newest refresh token
 * @param revocation null = it lives
 */
public record Family(
        long id, String tenant, int generation, @Nullable Revocation revocation) {

    /**
     * The end of a family.
     *
     * @param generation that was presented once too often, or was the newest when the person disconnected
     */
    public record Revocation(Cause cause, int generation, Instant at) {}

    /** What a family dies of. */
    public enum Cause {
        /** A refresh token was presented again. */
        REUSE,
        /** The person took the consent back. */
        DISCONNECTED
    }

    public boolean isAlive() {
        return revocation == null;
    }

    /** Why it died; empty = it lives. */
    public Optional<Revocation> death() {
        return Optional.ofNullable(revocation);
    }
}
