package dev.jeton.api.port;

import dev.jeton.api.TokenKey;
import java.time.Duration;

/** Whether the shared state can be used just now. */
public interface StateHealth {

    /** The latest knowledge, at no cost. */
    Reading current();

    /** Whether it can be used for {@code key}, at no cost: of a state on several servers a part may be away. */
    default boolean isUsableFor(TokenKey key) {
        return current().usable();
    }

    /**
     * @param usable false = do not even try
     * @param latency of the last successful probe
     */
    record Reading(boolean usable, Duration latency) {}
}
