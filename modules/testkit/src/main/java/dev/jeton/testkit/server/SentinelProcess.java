package dev.jeton.testkit.server;

import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One real sentinel, which knows all others from the start: they would take seconds to find each other. */
final class SentinelProcess implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory = Scratch.directory("sentinel");
    private final Place place;
    private ChildProcess process;

    /** Where it listens and who it is. */
    record Place(int port, String id) {
        static Place free() {
            String id = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
            return new Place(FreePort.find(), id.substring(0, 40));
        }
    }

    /** What it watches: the master first, then its replicas. */
    record Watched(String name, List<RedisProcess> servers, int quorum) {}

    private SentinelProcess(Place place, List<String> configuration) {
        this.place = place;
        try {
            Files.write(configuration(), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = launch();
    }

    static SentinelProcess start(Place place, List<Place> all, Watched watched) {
        RedisProcess master = watched.servers.getFirst();
        String name = watched.name;
        List<String> lines = new ArrayList<>(List.of(
                "port " + place.port,
                "bind " + HOST,
                "sentinel myid " + place.id,
                "sentinel monitor " + name + " " + HOST + " " + master.port() + " " + watched.quorum,
                "sentinel down-after-milliseconds " + name + " 1000",
                "sentinel failover-timeout " + name + " 6000"));
        master.password().ifPresent(password -> lines.add("sentinel auth-pass " + name + " " + password));
        watched.servers.stream()
                .skip(1)
                .forEach(replica -> lines.add("sentinel known-replica " + name + " " + HOST + " " + replica.port()));
        all.stream()
                .filter(other -> !other.equals(place))
                .forEach(other ->
                        lines.add("sentinel known-sentinel " + name + " " + HOST + " " + other.port + " " + other.id));
        return new SentinelProcess(place, lines);
    }

    private Path configuration() {
        return directory.resolve("sentinel.conf");
    }

    private ChildProcess launch() {
        List<String> command =
                List.of(RedisExecutable.path().toString(), configuration().toString(), "--sentinel");
        ChildProcess launched = ChildProcess.start(command, Map.of(), directory);
        try {
            Eventually.isTrue("a sentinel answers: " + launched, PATIENCE, this::answers);
            return launched;
        } catch (AssertionError e) {
            launched.close();
            throw e;
        }
    }

    private boolean answers() {
        try {
            return "PONG".equals(command("PING"));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    String place() {
        return HOST + ":" + place.port;
    }

    @Nullable
    Object command(String... words) {
        try (RespConnection connection = RespConnection.to(HOST, place.port, PATIENCE)) {
            return connection.call(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it could, together with the others, put one of {@code replicas} in the place of a lost master. */
    boolean isReady(String master, int replicas) {
        try {
            String quorum = String.valueOf(command("SENTINEL", "CKQUORUM", master));
            String seen = String.valueOf(command("SENTINEL", "REPLICAS", master));
            return quorum.startsWith("OK") && seen.split("master-link-status, ok", -1).length == replicas + 1;
        } catch (RespConnection.Refused e) {
            return false;
        }
    }

    int portOf(String master) {
        List<?> address = (List<?>) Objects.requireNonNull(command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", master));
        return Integer.parseInt(String.valueOf(address.get(1)));
    }

    void kill() {
        process.close();
    }

    void restart() {
        kill();
        process = launch();
    }

    @Override
    public void close() {
        kill();
        Scratch.delete(directory);
    }

    @Override
    public String toString() {
        return "SentinelProcess[" + place.port + ", " + process + "]";
    }
}
