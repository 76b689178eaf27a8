package dev.jeton.api.port;

import dev.jeton.api.TokenKey;

/**
 * Tells this process which keys change in the shared state, whoever changes them. It hurries what would otherwise be found by
 * looking again, and promises nothing: a change may be told late, more than once, or, while the watch is not live, not at all.
 */
public interface ChangeWatch {

    /** Whether changes are told just now. While they are not, whoever waits for one has to look again soon. */
    boolean isLive();

    /** Tells {@code listener} of every change from now on, for as long as the shared state is open. */
    void listen(Listener listener);

    /**
     * Hears of changes, on whatever thread learns of them and on several at a time, so it must be quick and must not call
     * the shared state. What it throws is contained and changes nothing.
     */
    interface Listener {

        /** The token or the lock of {@code key} was set or deleted, or its time to live is over. */
        void changed(TokenKey key);

        /** Changes may have gone unheard: whatever is remembered of the shared state may be wrong. */
        void missed();

        /** A listener whose exceptions go no further. */
        static Listener contained(Listener listener) {
            return new ContainedListener(listener);
        }
    }
}
