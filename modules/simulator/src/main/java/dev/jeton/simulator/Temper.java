package dev.jeton.simulator;

import java.time.Duration;

/** What an authorization server thinks of a refresh token that is presented a second time. */
public sealed interface Temper {

    /** A refresh token works once; the second time its whole family dies (RFC 9700 section 4.14.2). */
    Temper STRICT = new Strict();

    /** The refresh token stays the same, and the answer has none (RFC 6749 section 6 lets a server do so). */
    Temper FIXED = new Fixed();

    /** Every exchange gives a new refresh token, and every old one goes on working. */
    Temper LENIENT = new Lenient();

    /** As strict, but a spent token may be repeated for {@code period} and gives the same successor again. */
    static Temper grace(Duration period) {
        return new Grace(period, Repeat.SAME_SUCCESSOR);
    }

    /** See {@link #STRICT}. */
    record Strict() implements Temper {}

    /** See {@link #FIXED}. */
    record Fixed() implements Temper {}

    /** See {@link #LENIENT}. */
    record Lenient() implements Temper {}

    /**
     * Forgives repetitions for a while, so that a client whose answer got lost may ask again; then it is strict. The period
     * alone decides: it begins with the first spend, repeating does not prolong it, and it is nobody's business whether the
     * successor has been spent meanwhile.
     */
    record Grace(Duration period, Repeat repeat) implements Temper {
        public Grace {
            if (period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException("period must be positive");
            }
        }
    }

    /** What a repetition within the grace period gives. */
    enum Repeat {
        /** The refresh token that the first spend gave. */
        SAME_SUCCESSOR,
        /** Another refresh token, which works beside that of the first spend. */
        NEW_SUCCESSOR
    }
}
