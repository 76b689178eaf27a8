package dev.jeton.client.keep;

import dev.jeton.api.TokenException;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.client.ClientEvent;
import dev.jeton.client.ClientEvents;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * What happens at Redis, told to the client's listener and written to the log of its name: a warning when it goes away, a line when it
 * is back, and of what fails in between, or is unreadable, one warning a minute.
 */
public final class RedisNews implements TokenEvents {

    private static final System.Logger LOG = System.getLogger("dev.jeton.client");
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final ClientEvents events;
    private final TimeSource time;
    private Deadline quiet;
    private boolean away;

    public RedisNews(ClientEvents events, TimeSource time) {
        this.events = events;
        this.time = time;
        this.quiet = Deadline.in(Duration.ZERO, time);
    }

    @Override
    public void on(TokenEvent event) {
        switch (event) {
            case TokenEvent.SharedStateChanged(boolean usable, String reason) -> changed(usable, reason);
            case TokenEvent.StateNodeChanged(String node, boolean usable, String reason) ->
                events.on(new ClientEvent.RedisFault(usable ? "back: " + node : "away: " + node, reason));
            case TokenEvent.WatchChanged(boolean live, String reason) ->
                events.on(new ClientEvent.WatchChanged(live, reason));
            case TokenEvent.UnreadableEntry(var key, String reason) -> {
                events.on(new ClientEvent.UnreadableEntry(key, reason));
                warn("a shared token cannot be used: " + reason);
            }
            case TokenEvent.CacheFault(String operation, String reason) -> fault(operation, reason);
            default -> {
                // Nothing else happens at Redis.
            }
        }
    }

    private synchronized void changed(boolean usable, String reason) {
        if (usable != away) {
            // At start it is not "back": nobody has missed it.
            return;
        }
        away = !usable;
        events.on(new ClientEvent.RedisChanged(usable, reason));
        if (usable) {
            LOG.log(Level.INFO, "Redis is back: {0}", reason);
        } else {
            LOG.log(Level.WARNING, "Redis is away, the broker is asked instead: {0}", reason);
        }
    }

    /** A call failed and was survived. */
    void fault(String operation, RuntimeException failure) {
        fault(operation, failure instanceof TokenException known ? known.detail() : kind(failure));
    }

    private void fault(String operation, String reason) {
        events.on(new ClientEvent.RedisFault(operation, reason));
        warn("Redis failed to " + operation + ": " + reason);
    }

    /** The kind alone: what others say may quote what they were given. */
    private static String kind(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }

    private void warn(String sentence) {
        if (mayWarn()) {
            LOG.log(Level.WARNING, sentence);
        }
    }

    private synchronized boolean mayWarn() {
        if (!quiet.hasPassed()) {
            return false;
        }
        quiet = Deadline.in(BETWEEN_WARNINGS, time);
        return true;
    }

    @Override
    public String toString() {
        return "RedisNews";
    }
}
