package dev.jeton.client.keep;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.port.Stamps;
import java.time.Instant;

/**
 * A token that this process holds, with all that a caller has to know of it worked out beforehand. Moments are milliseconds of the
 * wall clock, as the lives of tokens are.
 *
 * @param preferredUntil from here on a better one is asked for
 * @param belief until when it is handed out without asking anybody
 */
record HeldToken(TokenEntry entry, AccessToken token, long preferredUntil, Belief belief) {

    /** Somebody has to be asked. */
    private static final Belief NONE = new Belief(0, 0, 0, false);

    /**
     * @param watched only while changes are told to this process
     * @param epoch in which it was known
     */
    record Belief(long from, long until, long epoch, boolean watched) {

        /** By the wall clock alone, in both directions: after it was set, or the machine has slept, somebody is asked. */
        boolean holds(long now, long currentEpoch) {
            return epoch == currentEpoch && now >= from && now < until;
        }
    }

    /** Held, and not believed: to fall back on. */
    static HeldToken doubted(TokenEntry entry) {
        return new HeldToken(
                entry, entry.token(), entry.schedule().usableUntil().toEpochMilli(), NONE);
    }

    HeldToken believed(Stamps.Stamp before, long millis, boolean watched) {
        Belief belief = new Belief(before.takenAt(), before.takenAt() + millis, before.epoch(), watched);
        return new HeldToken(entry, token, preferredUntil, belief);
    }

    HeldToken doubted() {
        return new HeldToken(entry, token, preferredUntil, NONE);
    }

    boolean isBelieved(long now, long epoch, boolean live) {
        return belief.holds(now, epoch) && now < preferredUntil && (live || !belief.watched);
    }

    boolean isOlderThan(TokenEntry other) {
        return entry.schedule().issuedAt().isBefore(other.schedule().issuedAt());
    }

    boolean isValid(Instant now) {
        return entry.schedule().isValid(now);
    }
}
