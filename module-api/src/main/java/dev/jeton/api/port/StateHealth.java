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
     * @param nodes the servers that it is made of
     */
    record Reading(boolean usable, Duration latency, Nodes nodes) {

        /** Of a state on one server. */
        public Reading(boolean usable, Duration latency) {
            this(usable, latency, usable ? new Nodes(1, 0) : new Nodes(0, 1));
        }

        /** Whether it can be used for every key. */
        public boolean isWhole() {
            return usable && nodes.down == 0;
        }
    }

    /** How many of the servers that have a part of the keys each can be used, and cannot. */
    record Nodes(int up, int down) {

        public boolean several() {
            return up + down > 1;
        }
    }
}
