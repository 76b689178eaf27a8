package dev.jeton.api.port;

import java.time.Duration;

/** Whether the shared state can be used just now. */
public interface StateHealth {

    /** The latest knowledge, at no cost. */
    Reading current();

    /**
     * @param usable false = do not even try
     * @param latency of the last successful probe
     */
    record Reading(boolean usable, Duration latency) {}
}
