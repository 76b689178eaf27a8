package dev.jeton.app.topology;

import java.time.Duration;

/**
 * One request of the load and how it ended.
 *
 * @param startedNanos by the JVM's own clock
 * @param failure in words; empty where a token was answered
 */
record Call(String tenant, long startedNanos, Duration took, boolean degraded, String failure) {

    boolean failed() {
        return !failure.isEmpty();
    }
}
