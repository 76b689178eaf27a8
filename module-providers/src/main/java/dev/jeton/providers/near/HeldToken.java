package dev.jeton.providers.near;

import dev.jeton.api.Schedule;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.port.Stamps;
import java.time.Instant;
import java.util.Comparator;

/**
 * A token that this process holds, with all that a request has to know of it worked out beforehand: numbers to compare, and
 * the very answer to give.
 *
 * @param answer what is given where the token is believed
 * @param interest in this key, whichever its token
 * @param preferredUntil milliseconds of the wall clock, as all moments here
 * @param dueAt when it should be renewed in the background
 * @param believedFrom before when the shared state was last asked and held it; {@link #NEVER} = look there
 * @param epoch in which it was known
 */
record HeldToken(
        TokenAnswer answer, Interest interest, long preferredUntil, long dueAt, long believedFrom, long epoch) {

    static final long NEVER = Long.MIN_VALUE;

    private static final Comparator<Schedule> LATEST_LAST =
            Comparator.comparing(Schedule::issuedAt).thenComparing(Schedule::cachedUntil);

    /** Held, and not believed: good enough for the time that the shared state is away. */
    static HeldToken of(TokenEntry entry, Interest interest, long dueAt) {
        Schedule schedule = entry.schedule();
        return new HeldToken(
                new TokenAnswer(entry, TokenAnswer.Source.NEAR),
                interest,
                schedule.usableUntil().toEpochMilli(),
                dueAt,
                NEVER,
                0);
    }

    TokenEntry entry() {
        return answer.entry();
    }

    HeldToken believedFrom(Stamps.Stamp before) {
        return new HeldToken(answer, interest, preferredUntil, dueAt, before.takenAt(), before.epoch());
    }

    HeldToken doubted() {
        return new HeldToken(answer, interest, preferredUntil, dueAt, NEVER, 0);
    }

    boolean outlasts(HeldToken other) {
        return !entry().token().equals(other.entry().token())
                || entry().schedule()
                        .cachedUntil()
                        .isAfter(other.entry().schedule().cachedUntil());
    }

    /** Whether {@code other} was issued later, or at the same moment for longer. */
    boolean isOlderThan(TokenEntry other) {
        return LATEST_LAST.compare(entry().schedule(), other.schedule()) < 0;
    }

    /**
     * Whether it may be served without asking anybody. By the wall clock alone, in both directions: after it was set, or
     * after the machine has slept, the shared state is asked again.
     */
    boolean isBelieved(long now, long longest, long currentEpoch) {
        return believedFrom != NEVER
                && epoch == currentEpoch
                && now >= believedFrom
                && now - believedFrom < longest
                && now < preferredUntil;
    }

    boolean isDue(long now) {
        return now >= dueAt;
    }

    /** Whether it may not even be fallen back on any more. */
    boolean isOver(Instant now) {
        return !entry().schedule().cacheTtl(now).isPositive();
    }
}
