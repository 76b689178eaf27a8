package dev.jeton.simulator;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call that came in.
 *
 * @param sequence rises by one from call to call, over all services, and never starts again
 * @param tenant whom the call was about; {@link #UNKNOWN_TENANT} where its credentials told nothing
 */
public record Call(long sequence, Service service, String tenant, Sent sent, Ending ending) {

    public static final String UNKNOWN_TENANT = "?";

    /**
     * What the caller sent.
     *
     * @param path as it was sent, without the query string: Meta's carries tokens
     * @param authorization the scheme of the Authorization header, never what follows it; {@code other} = not Basic, not Bearer; empty =
     *     none
     * @param correlationId the X-Correlation-ID header; empty = none
     */
    public record Sent(String method, String path, String authorization, String correlationId, Instant at) {}

    /**
     * How it ended.
     *
     * @param status what was answered, or would have been if it had not got lost; 0 = nothing
     * @param at when the last byte was handed over or the connection given up; null = still under way
     */
    public record Ending(
            Outcome outcome, int status, @Nullable Instant at) {}

    /** How a call can end. */
    public enum Outcome {
        /** It has not ended. */
        IN_FLIGHT,
        /** Answered, well or badly. */
        ANSWERED,
        /** Never answered, the simulator was closed. */
        HUNG,
        /** The connection was closed before any work. */
        RESET,
        /** The work was done and its answer thrown away, or cut. */
        LOST,
        /** The caller went away, or the simulator closed, before the last byte. */
        BROKEN
    }

    public String method() {
        return sent.method();
    }

    public String path() {
        return sent.path();
    }

    public int status() {
        return ending.status();
    }

    public Outcome outcome() {
        return ending.outcome();
    }

    public String authorization() {
        return sent.authorization();
    }

    public String correlationId() {
        return sent.correlationId();
    }

    public Instant start() {
        return sent.at();
    }

    /** When it ended; empty = still under way. */
    public Optional<Instant> end() {
        return Optional.ofNullable(ending.at());
    }
}
