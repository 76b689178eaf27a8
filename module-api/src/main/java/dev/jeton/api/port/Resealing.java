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
    interface Progress {
        /** @param total an estimate: entries come and go meanwhile */
        void at(long done, long total);
    }

    /**
     * What became of the entries that were not current.
     *
     * @param resealed those that are now
     * @param left those that cannot be opened, or were changed by others each time; while there is one, no key may go
     */
    record Outcome(long resealed, long left) {}
}
