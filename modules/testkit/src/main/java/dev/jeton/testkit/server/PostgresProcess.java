package dev.jeton.testkit.server;

import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL of its own processes, on a free port of this machine, that can be killed, stopped and started again;
 * what it has committed it keeps.
 */
public final class PostgresProcess implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String USER = "jeton";
    private static final String PASSWORD = "c4nary-postgres-password";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String READY = "database system is ready to accept connections";
    private static final int ATTEMPTS = 5;

    private final AtomicInteger databases = new AtomicInteger();
    private final Path home;
    private final int port;
    private volatile ChildProcess process;

    private PostgresProcess(Path home, int port) {
        this.home = home;
        this.port = port;
        this.process = launch();
    }

    /** Starts an empty one and waits until it answers. */
    public static PostgresProcess start() {
        Path home = Nobody.isNeeded() ? Nobody.ownDirectory("pgdata") : Scratch.directory("pgdata");
        initialize(home);
        AssertionError last = new AssertionError("PostgreSQL was not started");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return new PostgresProcess(home, FreePort.find());
            } catch (AssertionError e) {
                // Most likely somebody was quicker to take the port.
                last = e;
            }
        }
        throw last;
    }

    private static void initialize(Path home) {
        List<String> command = PostgresExecutables.command(
                "initdb",
                "--pgdata=" + data(home),
                "--username=" + USER,
                "--pwfile=" + passwordFile(home),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                // What a crash of this machine could lose here nobody will miss.
                "--no-sync");
        try (ChildProcess initdb = ChildProcess.start(command, Map.of(), home)) {
            if (initdb.awaitExit(PATIENCE) != 0) {
                throw new AssertionError("initdb: " + String.join("\n", initdb.output()));
            }
        }
    }

    /** The only way in which initdb takes one without a terminal. */
    private static Path passwordFile(Path home) {
        try {
            return Files.writeString(home.resolve("password"), PASSWORD + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private ChildProcess launch() {
        List<String> command = PostgresExecutables.command(
                "postgres",
                "-D",
                data(home).toString(),
                "--port=" + port,
                "--listen_addresses=" + HOST,
                "--unix_socket_directories=",
                "--shared_buffers=16MB",
                // It is killed, never its machine; and after a kill this saves it going through every file.
                "--fsync=off");
        ChildProcess launched = ChildProcess.start(command, Map.of(), home);
        try {
            launched.awaitLine(READY, PATIENCE);
            return launched;
        } catch (AssertionError e) {
            launched.close();
            throw e;
        }
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** Who may do everything. */
    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    /** Makes an empty database that nobody else uses, and says where it is, as JDBC wants to be told. */
    public String createDatabase() {
        String name = "db" + databases.incrementAndGet();
        execute(jdbcUrl("postgres"), "CREATE DATABASE " + name);
        return jdbcUrl(name);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** Runs one statement on a connection of its own. */
    public void execute(String jdbcUrl, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("PostgreSQL refuses: " + sql, e);
        }
    }

    /** Ends it as a crash would, with all its processes (SIGKILL). */
    public void kill() {
        List<ProcessHandle> workers = workers();
        process.close();
        workers.forEach(PostgresProcess::end);
    }

    /** The next server refuses to start while one of these lives. */
    private static void end(ProcessHandle worker) {
        boolean unused = worker.destroyForcibly();
        try {
            ProcessHandle ended = worker.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assert ended.equals(worker);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("survived being killed: " + worker.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it in its tracks (SIGSTOP): connections stay, connecting still succeeds, and nothing is answered. */
    public void pause() {
        // The first process first, so that it makes no others.
        process.signal("STOP");
        process.signalDescendants("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        process.signalDescendants("CONT");
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

    private List<ProcessHandle> workers() {
        return process.descendants();
    }

    /** What it has logged since it was last started. */
    public List<String> log() {
        return process.output();
    }

    /** Kills it and deletes what it kept. */
    @Override
    public void close() {
        kill();
        Scratch.delete(home);
    }

    @Override
    public String toString() {
        return "PostgresProcess[" + port + ", " + process + "]";
    }
}
