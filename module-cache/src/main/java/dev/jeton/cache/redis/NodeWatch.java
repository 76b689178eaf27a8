package dev.jeton.cache.redis;

import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The watch over the keys of one server: one thread, one connection, made again whenever it is lost. It says each time that
 * it has begun or ended, and that an attempt was in vain.
 */
final class NodeWatch implements AutoCloseable {

    /** What became of the watch. */
    enum Turn {
        /** It has begun, as {@link #isWatching} says by then. */
        BEGUN,
        /** It had begun, and has ended. */
        LOST,
        /** An attempt to begin was in vain. */
        VAIN
    }

    /** Hears how the watch goes. */
    interface Turns {
        void turned(Turn turn, String reason);
    }

    private final HostAndPort node;
    private final JedisClientConfig config;
    private final KeyListeners listeners;
    private final Turns turns;
    private final TimeSource time;
    private final RetryPauses pauses =
            new RetryPauses(() -> ThreadLocalRandom.current().nextDouble());
    private final Thread thread;

    private volatile boolean watching;
    private volatile boolean closed;
    private volatile @Nullable TrackingConnection open;

    /** When it last began, by the ticker; empty while an attempt goes on. For the one thread. */
    private OptionalLong began = OptionalLong.empty();

    NodeWatch(HostAndPort node, JedisClientConfig config, KeyListeners listeners, Turns turns, TimeSource time) {
        this.node = node;
        this.config = config;
        this.listeners = listeners;
        this.turns = turns;
        this.time = time;
        // Not a virtual one: those take turns with every request of this process, and ten thousand of them going first
        // would make every answer to a ping look late.
        this.thread = Thread.ofPlatform().name("jeton-watch-" + node).daemon().unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    /** Whether every change on this server is told from here on. */
    boolean isWatching() {
        return watching;
    }

    private void watch() {
        try {
            while (!closed) {
                began = OptionalLong.empty();
                boolean refused = watchOnce();
                // Not of the attempt: a server that takes its time to refuse would never be left alone.
                Duration watched = began.isPresent() ? time.since(began.getAsLong()) : Duration.ZERO;
                time.pause(pauses.after(watched, refused));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** The life of one connection; whether it ended because the server refuses. */
    private boolean watchOnce() {
        try (TrackingConnection connection = new TrackingConnection(node, config)) {
            open = connection;
            if (!closed) {
                connection.track(listeners.prefixes());
                hear(connection);
            }
            ended("no answer to a ping");
            return false;
        } catch (JedisDataException e) {
            ended("refused: " + firstWord(e));
            return true;
        } catch (RuntimeException | Error e) {
            // An error too: a watch that ended for good would leave its listeners with what nobody corrects any more.
            ended(e.getClass().getSimpleName());
            return false;
        }
    }

    private void hear(TrackingConnection connection) {
        Duration timeout = Duration.ofMillis(config.getSocketTimeoutMillis());
        try (Heartbeat heartbeat = Heartbeat.over(connection, timeout, time)) {
            began = OptionalLong.of(time.nanos());
            turn(Turn.BEGUN, "tracking is on");
            connection.hear(new TrackingConnection.Ear() {
                @Override
                public void changed(byte[] key) {
                    listeners.changed(key);
                }

                @Override
                public void flushed() {
                    listeners.missed();
                }

                @Override
                public void pong() {
                    heartbeat.pong();
                }
            });
        }
    }

    private void ended(String reason) {
        turn(began.isPresent() ? Turn.LOST : Turn.VAIN, reason);
    }

    private void turn(Turn turn, String reason) {
        watching = turn == Turn.BEGUN;
        if (!closed) {
            turns.turned(turn, node + ": " + reason);
        }
    }

    /** Redis' own word for it. What follows is the server's to choose, and could repeat a password. */
    private static String firstWord(JedisDataException e) {
        String message = String.valueOf(e.getMessage());
        int end = 0;
        while (end < message.length() && Character.isLetter(message.charAt(end))) {
            end++;
        }
        return message.substring(0, end);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        TrackingConnection connection = open;
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public String toString() {
        return "NodeWatch[" + node + "]";
    }
}
