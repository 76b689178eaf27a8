package dev.jeton.testkit.server;

import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A real cluster of redis-servers on this machine: masters with an equal part of the slots each, and as many replicas of each
 * as are asked for. A node is given up by the others after a second; what the dead have is not served, all else is.
 */
public final class RedisClusterProcess implements AutoCloseable {

    /** How many slots a cluster has. */
    public static final int SLOTS = 16_384;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<RedisProcess> masters;
    private final List<RedisProcess> replicas;

    private RedisClusterProcess(List<RedisProcess> nodes, int masters) {
        this.masters = nodes.subList(0, masters);
        this.replicas = nodes.subList(masters, nodes.size());
    }

    /**
     * Starts one and waits until every node serves.
     *
     * @param arguments for each node, as on its command line
     */
    public static RedisClusterProcess start(int masters, int replicasOfEach, String... arguments) {
        int nodes = masters * (1 + replicasOfEach);
        RedisClusterProcess cluster =
                new RedisClusterProcess(Burst.of(nodes, i -> node(arguments)).orFail(), masters);
        try {
            cluster.join();
            return cluster;
        } catch (RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private static RedisProcess node(String... arguments) {
        List<String> all = List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                "1000",
                "--cluster-require-full-coverage",
                "no",
                // However long they were parted from their master: there is no other one.
                "--cluster-replica-validity-factor",
                "0",
                "--repl-diskless-sync",
                "yes",
                "--repl-diskless-sync-delay",
                "0");
        return RedisProcess.start(FreePort::findWithBus, ClusterNode.joined(all, List.of(arguments)));
    }

    private void join() {
        List<ClusterNode> nodes = nodes().stream().map(ClusterNode::new).toList();
        for (int i = 0; i < masters.size(); i++) {
            nodes.get(i).own(firstSlot(i), firstSlot(i + 1), i + 1);
        }
        // Everybody meets everybody, so that nobody waits for the rumour.
        nodes.forEach(one -> nodes.forEach(one::meet));
        await("all nodes know each other", () -> nodes.stream().allMatch(node -> node.knows(nodes.size())));
        for (int i = 0; i < replicas.size(); i++) {
            nodes.get(masters.size() + i).replicate(nodes.get(i % masters.size()));
        }
        await("all nodes serve", () -> nodes.stream().allMatch(ClusterNode::serves));
        await(
                "all replicas are known and have what their masters have",
                () -> nodes.stream().allMatch(node -> node.knowsReplicas(replicas.size()) && node.isInStep()));
    }

    private static void await(String what, BooleanSupplier condition) {
        Eventually.isTrue(what, PATIENCE, condition);
    }

    private int firstSlot(int master) {
        return master * SLOTS / masters.size();
    }

    /** All nodes, as clients want to be told. */
    public String url() {
        return "redis-cluster://"
                + nodes().stream().map(node -> node.host() + ":" + node.port()).collect(Collectors.joining(","));
    }

    /** Those that had the slots at the start. */
    public List<RedisProcess> masters() {
        return masters;
    }

    /** The one at {@code i} is one of master {@code i % masters}. */
    public List<RedisProcess> replicas() {
        return replicas;
    }

    public List<RedisProcess> nodes() {
        return IntStream.range(0, masters.size() + replicas.size())
                .mapToObj(i -> i < masters.size() ? masters.get(i) : replicas.get(i - masters.size()))
                .toList();
    }

    /** The slot of {@code key}, by the word of the first node that lives. */
    public int slotOf(String key) {
        RedisProcess alive =
                nodes().stream().filter(RedisProcess::isAlive).findFirst().orElseThrow();
        return Math.toIntExact((Long) Objects.requireNonNull(alive.command("CLUSTER", "KEYSLOT", key)));
    }

    /** Which of {@link #masters} had {@code key} at the start. */
    public int masterOf(String key) {
        int slot = slotOf(key);
        return IntStream.range(0, masters.size())
                .filter(i -> slot >= firstSlot(i) && slot < firstSlot(i + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Moves slots with all their keys, as redis-cli does, while clients go on; then all masters agree on who has what. */
    public void move(List<Integer> slots, RedisProcess from, RedisProcess to) {
        List<ClusterNode> everybody = masters.stream()
                .filter(RedisProcess::isAlive)
                .map(ClusterNode::new)
                .toList();
        slots.forEach(slot -> new ClusterNode(from).handOver(slot, new ClusterNode(to), everybody));
        // Who moves on before that is told by a stale claim that somebody else has the slot.
        await(
                "all agree",
                () -> everybody.stream().map(ClusterNode::claims).distinct().count() == 1);
    }

    @Override
    public void close() {
        nodes().forEach(RedisProcess::close);
    }

    @Override
    public String toString() {
        return "RedisClusterProcess" + nodes();
    }
}
