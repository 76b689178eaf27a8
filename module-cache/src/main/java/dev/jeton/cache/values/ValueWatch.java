package dev.jeton.cache.values;

import dev.jeton.api.cache.CacheKey;

/** Tells of values that change where they are kept; it promises as little as {@link dev.jeton.api.port.ChangeWatch}. */
public interface ValueWatch {

    /** Over values that nobody changes but the cache service itself. */
    ValueWatch NOBODY_ELSE = new ValueWatch() {
        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public void listen(Listener listener) {
            // There is nothing to tell.
        }
    };

    /** Whether changes are told just now. */
    boolean isLive();

    /** Tells {@code listener} of every change from now on. */
    void listen(Listener listener);

    /** Hears of changes, on several threads at a time, so it must be quick. */
    interface Listener {

        /** Something was set or deleted under {@code key}, or its time to live is over. */
        void changed(CacheKey key);

        /** Changes may have gone unheard. */
        void missed();
    }
}
