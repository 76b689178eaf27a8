package dev.jeton.simulator;

import java.time.Instant;

/**
 * A refresh token that an authenticated client presented.
 *
 * @param tenant whose connection it is; for an unknown token the client's tenant, {@link Call#UNKNOWN_TENANT} if that is not
 *     one alone
 * @param family {@link Family#id()}; 0 = unknown
 * @param generation which of the family's refresh tokens, the first one being 1; 0 = unknown
 */
public record Spend(String tenant, long family, int generation, Instant at, Outcome outcome) {

    /** What the server made of it. */
    public enum Outcome {
        /** Its first time: a successor was given. */
        ROTATED,
        /** Served, and not spent by it: this server does not rotate. */
        KEPT,
        /** Spent before and served again, within the grace period or out of kindness. */
        REPLAYED,
        /** Spent before: the family was revoked for it, or has been before. */
        REUSED,
        /** Nobody was given this token here. */
        UNKNOWN,
        /** Not served though not spent: the family was revoked, the client is another's, the scope too wide. */
        REFUSED
    }

    /** Whether tokens were given for it. */
    public boolean isServed() {
        return outcome == Outcome.ROTATED || outcome == Outcome.KEPT || outcome == Outcome.REPLAYED;
    }

    /** Whether the token had been spent before, whatever the server thought of that. */
    public boolean isDouble() {
        return outcome == Outcome.REPLAYED || outcome == Outcome.REUSED;
    }
}
