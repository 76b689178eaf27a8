package dev.jeton.api.port;

import dev.jeton.api.TokenException.StoreUnavailable;

/**
 * Seals again, with the newest key, what is stored under an older one, so that the older one can be given up. It never
 * overwrites what somebody else has written meanwhile, and what is current already is passed by: it may be ended at any time
 * and begun again.
 */
public interface Resealing {
    /**
     * Goes through everything once.
     *
     * @throws StoreUnavailable if the store cannot be used; what was done until then stays done
     */
    Outcome reseal(Progress progress);

    /** Hears how far it is. */
    @FunctionalInterface
    interface Progress {
        /** @param total an estimate: entries come and go meanwhile */
        void at(long done, long total);
    }

    /** What became of one entry. */
    enum Fate {
        /** It was sealed with the newest key before, or is gone. */
        CURRENT,
        /** It is now. */
        RESEALED,
        /** Others changed it each time it was tried. */
        CONTESTED,
        /** No key of ours opens it; it is as it was. */
        UNREADABLE
    }

    /**
     * How many entries had which {@link Fate}.
     *
     * @param contested while there is one, it has to be done again
     * @param unreadable while there is one, no key may go
     */
    record Outcome(long resealed, long current, long contested, long unreadable) {
        public static final Outcome NOTHING = new Outcome(0, 0, 0, 0);

        /** The same and one entry more. */
        public Outcome and(Fate fate) {
            return switch (fate) {
                case CURRENT -> new Outcome(resealed, current + 1, contested, unreadable);
                case RESEALED -> new Outcome(resealed + 1, current, contested, unreadable);
                case CONTESTED -> new Outcome(resealed, current, contested + 1, unreadable);
                case UNREADABLE -> new Outcome(resealed, current, contested, unreadable + 1);
            };
        }

        public Outcome and(Outcome other) {
            return new Outcome(
                    resealed + other.resealed,
                    current + other.current,
                    contested + other.contested,
                    unreadable + other.unreadable);
        }

        /** Whether everything is sealed with the newest key. */
        public boolean isComplete() {
            return contested + unreadable == 0;
        }
    }
}
