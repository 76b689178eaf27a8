package dev.jeton.testkit.fake;

import java.time.Instant;

/**
 * One refresh as the provider saw it.
 *
 * @param tenant whose connection
 * @param family which connection of that tenant, from 1
 * @param generation which refresh token of the family was presented, from 1
 * @param by the process that presented it
 */
public record RefreshSpend(String tenant, int family, int generation, String by, Instant at, Outcome outcome) {
    /** What the provider did. */
    public enum Outcome {
        /** It rotated. */
        ROTATED,
        /** It gave an access token and let the refresh token be. */
        KEPT,
        /** It refused something else than the refresh token, which is as good as before. */
        REFUSED,
        /** The refresh token had been spent; within the grace period, so it rotated once more. */
        REPEATED,
        /** The refresh token had been spent: {@code invalid_grant}. */
        REUSED,
        /** The family is dead: {@code invalid_grant}. */
        DEAD
    }

    /** Whether somebody presented a refresh token that had been spent, be it forgiven or not. */
    public boolean isDoubleSpend() {
        return outcome == Outcome.REPEATED || outcome == Outcome.REUSED;
    }
}
