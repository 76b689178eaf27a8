package dev.jeton.api.time;

import java.time.Duration;

/** The moment after which nobody waits any more, on the ticker, so that a jump of the wall clock changes nothing. */
public final class Deadline {

    /** Whoever is willing to wait longer is not told apart; it keeps the arithmetic far from any overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final TimeSource time;
    private final long atNanos;

    private Deadline(TimeSource time, long atNanos) {
        this.time = time;
        this.atNanos = atNanos;
    }

    /** {@code patience} from now. */
    public static Deadline in(Duration patience, TimeSource time) {
        Duration bounded = patience.compareTo(LONGEST) < 0 ? patience : LONGEST;
        return new Deadline(time, time.nanos() + bounded.toNanos());
    }

    /** What is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - time.nanos()));
    }

    public boolean hasPassed() {
        return atNanos - time.nanos() <= 0;
    }

    /** The earlier one of this deadline and {@code patience} from now. */
    public Deadline orIn(Duration patience) {
        Deadline other = in(patience, time);
        return other.atNanos - atNanos < 0 ? other : this;
    }

    /** What is left, but at most {@code longest}. */
    public Duration remainingUpTo(Duration longest) {
        Duration left = remaining();
        return left.compareTo(longest) < 0 ? left : longest;
    }

    @Override
    public String toString() {
        return "Deadline[" + remaining() + " left]";
    }
}
