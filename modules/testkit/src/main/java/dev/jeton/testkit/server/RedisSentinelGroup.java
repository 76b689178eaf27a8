package dev.jeton.testkit.server;

import dev.jeton.testkit.concurrent.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Real sentinels on this machine that watch a real master with its replicas, and put a replica in its place when it has been
 * silent for a second.
 */
public final class RedisSentinelGroup implements AutoCloseable {

    /** What the sentinels call the master. */
    public static final String MASTER = "mymaster";

    private static final int SENTINELS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<SentinelProcess> sentinels = new ArrayList<>();

    private RedisSentinelGroup() {}

    /**
     * Starts three sentinels, one master and its replicas, and waits until they could lose the master.
     *
     * @param arguments for the servers, as on their command line
     */
    public static RedisSentinelGroup start(int replicas, String... arguments) {
        RedisSentinelGroup group = new RedisSentinelGroup();
        try {
            group.startAll(replicas, List.of(arguments));
            return group;
        } catch (RuntimeException | AssertionError e) {
            group.close();
            throw e;
        }
    }

    private void startAll(int replicas, List<String> arguments) {
        List<String> fast = List.of("--repl-diskless-sync", "yes", "--repl-diskless-sync-delay", "0");
        RedisProcess master = RedisProcess.start(ClusterNode.joined(fast, arguments));
        servers.add(master);
        List<String> following = List.of("--replicaof", master.host(), Integer.toString(master.port()));
        for (int i = 0; i < replicas; i++) {
            servers.add(
                    RedisProcess.start(ClusterNode.joined(List.of(ClusterNode.joined(fast, following)), arguments)));
        }
        await("replicas in step", () -> servers.stream().map(ClusterNode::new).allMatch(ClusterNode::isInStep));
        SentinelProcess.Watched watched = new SentinelProcess.Watched(MASTER, servers, SENTINELS / 2 + 1);
        List<SentinelProcess.Place> places = IntStream.range(0, SENTINELS)
                .mapToObj(i -> SentinelProcess.Place.free())
                .toList();
        places.forEach(place -> sentinels.add(SentinelProcess.start(place, places, watched)));
        await("sentinels ready", () -> sentinels.stream().allMatch(sentinel -> sentinel.isReady(MASTER, replicas)));
    }

    private static void await(String what, BooleanSupplier condition) {
        Eventually.isTrue(what, PATIENCE, condition);
    }

    /** The sentinels, as clients want to be told. */
    public String url() {
        return "redis-sentinel://" + MASTER + "@"
                + sentinels.stream().map(SentinelProcess::place).collect(Collectors.joining(","));
    }

    /** All servers that keep keys; the first one was master at the start. */
    public List<RedisProcess> servers() {
        return servers;
    }

    /** Who is master by the word of the sentinel at {@code i}. */
    public RedisProcess masterBy(int i) {
        int port = sentinels.get(i).portOf(MASTER);
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow();
    }

    /** Has the sentinels put a replica in the master's place, although nothing is wrong with it. */
    public void failOver() {
        Object unused = Objects.requireNonNull(sentinels.getFirst().command("SENTINEL", "FAILOVER", MASTER));
    }

    /** Ends all sentinels as a crash would; who is master stays as it is. */
    public void killSentinels() {
        sentinels.forEach(SentinelProcess::kill);
    }

    /** Starts those again that were killed. */
    public void restartSentinels() {
        sentinels.forEach(SentinelProcess::restart);
    }

    @Override
    public void close() {
        sentinels.forEach(SentinelProcess::close);
        servers.forEach(RedisProcess::close);
    }

    @Override
    public String toString() {
        return "RedisSentinelGroup[" + servers + ", " + sentinels + "]";
    }
}
