package dev.jeton.testkit.server;

import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A real redis-server of its own process, on a free port of this machine, that can be killed, stopped and started again.
 * It keeps nothing over a restart unless it is told to by {@code --appendonly yes} or {@code --save}.
 */
public final class RedisProcess implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 2_000_000;
    private static final int ATTEMPTS = 5;

    private final Path directory;
    private final List<String> arguments;
    private final int port;
    private volatile ChildProcess process;

    private RedisProcess(Path directory, List<String> arguments, int port) {
        this.directory = directory;
        this.arguments = arguments;
        this.port = port;
        this.process = launch();
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param arguments as on its command line, {@code "--requirepass", "secret"} say; they win over the defaults
     */
    public static RedisProcess start(String... arguments) {
        return start(FreePort::find, arguments);
    }

    /** The same, on one of {@code ports}. */
    static RedisProcess start(IntSupplier ports, String... arguments) {
        Path directory = Scratch.directory("redis");
        AssertionError last = new AssertionError("redis-server was not started");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return new RedisProcess(directory, List.of(arguments), ports.getAsInt());
            } catch (AssertionError e) {
                // Most likely somebody was quicker to take the port.
                last = e;
            }
        }
        throw last;
    }

    private ChildProcess launch() {
        List<String> command = new ArrayList<>(List.of(RedisExecutable.path().toString()));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", HOST));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", directory.toString()));
        command.addAll(arguments);
        ChildProcess launched = ChildProcess.start(command, Map.of(), directory);
        try {
            awaitAnswer(launched);
            return launched;
        } catch (AssertionError e) {
            launched.close();
            throw e;
        }
    }

    /** Polls by PING, for what it logs about being ready differs between versions; a demand for a password will do too. */
    private void awaitAnswer(ChildProcess launched) {
        long start = System.nanoTime();
        while (launched.isAlive() && System.nanoTime() - start < PATIENCE.toNanos()) {
            try (RespConnection connection = RespConnection.to(HOST, port, PATIENCE)) {
                connection.call("PING");
                return;
            } catch (RespConnection.Refused e) {
                if (e.getMessage() != null && e.getMessage().startsWith("NOAUTH")) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new AssertionError("redis-server does not answer: " + launched + "\n" + launched.output());
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** Where it is, as clients want to be told, with the password it was started with. */
    public URI uri() {
        String user = password().map(password -> ":" + escaped(password) + "@").orElse("");
        return URI.create("redis://" + user + HOST + ":" + port);
    }

    private static String escaped(String password) {
        return URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Optional<String> password() {
        int at = arguments.lastIndexOf("--requirepass");
        return at < 0 || at + 1 == arguments.size() ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }

    /** Ends it as a crash would (SIGKILL). */
    public void kill() {
        process.close();
    }

    /** Stops it in its tracks (SIGSTOP): connections stay, connecting still succeeds, and nothing is answered. */
    public void pause() {
        process.signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        process.signal("CONT");
    }

    /** Starts it again on the same port, killing it first if it still runs. */
    public void restart() {
        kill();
        process = launch();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has logged since it was last started. */
    public List<String> log() {
        return process.output();
    }

    /** A connection that has given the password which the server was started with. */
    public RespConnection connect() {
        try {
            RespConnection connection = RespConnection.to(HOST, port, PATIENCE);
            Optional<String> password = password();
            if (password.isPresent()) {
                connection.call("AUTH", password.get());
            }
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs one command on a connection of its own, {@code command("CONFIG", "SET", "maxmemory", "1")} say.
     *
     * @return a String, a Long, a List of these, or null, as the server answered
     * @throws RespConnection.Refused if the server answers with an error
     */
    public @Nullable Object command(String... words) {
        try (RespConnection connection = connect()) {
            return connection.call(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it and deletes what it kept. */
    @Override
    public void close() {
        kill();
        Scratch.delete(directory);
    }

    @Override
    public String toString() {
        return "RedisProcess[" + port + ", " + process + "]";
    }
}
