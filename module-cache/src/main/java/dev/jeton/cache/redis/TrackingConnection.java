package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection (RESP 2) that is told of changed keys. It redirects its tracking to itself and is from then on in Pub/Sub
 * mode: it hears, it can be pinged, and nothing else. With one connection there is no other half to die unnoticed.
 *
 * <p>The loop is our own, because the client library's keeps an entry for every ping it ever sent in this mode.
 */
final class TrackingConnection extends Connection {

    /** The name is the server's. */
    private static final String CHANNEL = "__redis__:invalidate";

    /** Hears what comes. */
    interface Ear {

        void changed(byte[] key);

        /** Every key may have changed: a database, or all of them, was emptied. */
        void flushed();

        void pong();
    }

    private boolean closed;

    /** Not set here: it is already by what connects in the constructor before. */
    private boolean connected;

    /** Connects; neither that nor any answer until tracking is on takes longer than the timeouts of {@code config}. */
    TrackingConnection(HostAndPort node, JedisClientConfig config) {
        super(node, config);
    }

    /** Once: the library connects again wherever it finds a closed socket, and a new one would hear nothing for ever. */
    @Override
    public void connect() {
        if (connected && !isConnected()) {
            throw new JedisConnectionException("it has been closed");
        }
        super.connect();
        connected = true;
    }

    /**
     * Turns tracking on. From its return on every change of a key with one of the prefixes is told, in every database.
     *
     * @throws redis.clients.jedis.exceptions.JedisDataException if the server refuses
     */
    void track(List<byte[]> prefixes) {
        long id = (Long) executeCommand(new CommandArguments(Command.CLIENT).add("ID"));
        CommandArguments tracking = new CommandArguments(Command.CLIENT)
                .add("TRACKING")
                .add("ON")
                .add("REDIRECT")
                .add(id)
                .add("BCAST");
        prefixes.forEach(prefix -> tracking.add("PREFIX").add(prefix));
        executeCommand(tracking);
        executeCommand(new CommandArguments(Command.SUBSCRIBE).add(CHANNEL));
        // How long nothing may be heard is from now on for whoever pings to say.
        setTimeoutInfinite();
    }

    /**
     * Hears until this connection is closed from this side.
     *
     * @throws JedisException if it ends otherwise
     */
    void hear(Ear ear) {
        for (Object push = next(); push != null; push = next()) {
            understand(push, ear);
        }
    }

    private @Nullable Object next() {
        try {
            return getUnflushedObject();
        } catch (JedisConnectionException e) {
            if (isClosed()) {
                return null;
            }
            throw e;
        }
    }

    private static void understand(Object push, Ear ear) {
        if (!(push instanceof List<?> parts) || parts.isEmpty() || !(parts.getFirst() instanceof byte[] kind)) {
            throw new JedisException("not a Pub/Sub message");
        }
        switch (new String(kind, US_ASCII)) {
            case "pong" -> ear.pong();
            case "message" -> invalidated(parts.getLast(), ear);
            default -> throw new JedisException("an unknown Pub/Sub message");
        }
    }

    private static void invalidated(@Nullable Object keys, Ear ear) {
        if (keys instanceof List<?> names) {
            names.forEach(name -> ear.changed((byte[]) name));
        } else {
            ear.flushed();
        }
    }

    /** Asks for a sign of life; the answer is heard. Does nothing once it is closed: the library would connect again. */
    synchronized void beat() {
        if (!closed) {
            sendCommand(Command.PING);
            flush();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends it at once, from any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            forceDisconnect();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
