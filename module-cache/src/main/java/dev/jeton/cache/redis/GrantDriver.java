package dev.jeton.cache.redis;

import dev.jeton.api.TokenException;
import dev.jeton.api.grant.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The commands that grants need, beside those of {@link RedisDriver} and with the same bounds: each call ends in time and
 * throws {@link TokenException.CacheUnavailable} where the server cannot be asked or refuses. After a timeout nobody knows
 * whether the server did it, or still will.
 */
interface GrantDriver extends KeyPages {

    /** What the keys hold, in their order; each is one atomic look. */
    List<Look> look(List<String> keys);

    /**
     * Sets the value, without any time to live, if the key is what was seen as {@code expected}; in one atomic step.
     *
     * @return what it is from now on; empty where it was something else
     * @throws RedisDriver.WrongType if the key holds something else than a string
     */
    Optional<Revision> replace(String key, Revision expected, byte[] next);

    /**
     * Deletes the key if it is what was seen as {@code expected}, in one atomic step.
     *
     * @throws RedisDriver.WrongType if the key holds something else than a string
     */
    boolean remove(String key, Revision expected);

    /** What one look at a key showed. */
    sealed interface Look {

        /** There is no such key. */
        record Nothing() implements Look {}

        /**
         * A text.
         *
         * @param storeTime when it was looked at, by the server's clock
         */
        record Value(String json, Revision revision, Instant storeTime) implements Look {

            /** Without the text, which may hold tokens. */
            @Override
            public String toString() {
                return "Value[" + revision + "]";
            }
        }

        /** Something that nobody who keeps grants has put there. */
        record Flawed(String reason) implements Look {}
    }
}
