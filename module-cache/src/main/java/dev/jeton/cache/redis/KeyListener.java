package dev.jeton.cache.redis;

/** Hears of changed keys by the names that the server has for them; quick, and on several threads at a time. */
interface KeyListener {

    /** The key was set or deleted, by whomever, or its time to live is over; in this database or in another one. */
    void changed(byte[] key);

    /** Keys may have changed unheard. */
    void missed();
}
