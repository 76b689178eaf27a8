package dev.jeton.client.keep;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/**
 * A token that this process holds, with all that a caller has to know of it worked out beforehand. Moments are milliseconds of the
 * wall clock, as the lives of tokens are, but for its end: that is noted on the ticker as well, for the wall clock may be set back.
 *
 * @param preferredUntil from here on a better one is asked for
 * @param overAtNanos on the ticker; means nothing where the token never expires
 * @param belief until when it is handed out without asking anybody
 */
record HeldToken(TokenEntry entry, AccessToken token, long preferredUntil, long overAtNanos, Belief belief) {

    /** Keeps the arithmetic far from any overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

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
    static HeldToken doubted(TokenEntry entry, TimeSource time) {
        Schedule schedule = entry.schedule();
        long overAt = time.nanos()
                + schedule.expiry().map(end -> left(schedule, end, time.now())).orElse(0L);
        return new HeldToken(entry, entry.token(), schedule.usableUntil().toEpochMilli(), overAt, NONE);
    }

    /** Never more than its whole life, wherever the wall clock has gone since it began. */
    private static long left(Schedule schedule, Instant end, Instant now) {
        Instant from = now.isAfter(schedule.issuedAt()) ? now : schedule.issuedAt();
        Duration left = Duration.between(from, end);
        return left.compareTo(LONGEST) < 0 ? left.toNanos() : LONGEST.toNanos();
    }

    HeldToken believed(Stamps.Stamp before, long millis, boolean watched) {
        Belief since = new Belief(before.takenAt(), before.takenAt() + millis, before.epoch(), watched);
        return new HeldToken(entry, token, preferredUntil, overAtNanos, since);
    }

    HeldToken doubted() {
        return new HeldToken(entry, token, preferredUntil, overAtNanos, NONE);
    }

    boolean isBelieved(long now, long epoch, boolean live) {
        return belief.holds(now, epoch) && now < preferredUntil && (live || !belief.watched);
    }

    boolean isOlderThan(TokenEntry other) {
        return entry.schedule().issuedAt().isBefore(other.schedule().issuedAt());
    }

    /** Whether that is this very token. */
    boolean isOf(TokenEntry other) {
        return token.fingerprint().equals(other.token().fingerprint());
    }

    /** The last moment of all where it never expires. */
    Instant end() {
        return end(entry);
    }

    private static Instant end(TokenEntry entry) {
        return entry.schedule().expiry().orElse(Instant.MAX);
    }

    /**
     * Whether it is better than what was read just now: that is the same, and says nothing new of its end; or it is over sooner and
     * in its last minutes already, as what nobody could write over is.
     */
    boolean isKeptBefore(TokenEntry read, TimeSource time) {
        if (end(read).isAfter(end())) {
            return false;
        }
        return isOf(read) || (isValid(time) && !read.schedule().isPreferred(time.now()));
    }

    /** By both clocks: the wall clock may have been set back, and the ticker stands still while a machine sleeps. */
    boolean isValid(TimeSource time) {
        Schedule schedule = entry.schedule();
        return schedule.isValid(time.now()) && (schedule.expiry().isEmpty() || overAtNanos - time.nanos() > 0);
    }
}
