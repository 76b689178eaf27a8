package dev.jeton.testkit.server;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One node of a cluster, and what is said to it to make it one. */
final class ClusterNode {

    private static final String KEYS_AT_ONCE = "100";

    private final RedisProcess process;

    ClusterNode(RedisProcess process) {
        this.process = process;
    }

    static String[] joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toArray(String[]::new);
    }

    /** Gives it the slots from {@code first} to before {@code end}. */
    void own(int first, int end, int epoch) {
        process.command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(epoch));
        List<String> slots =
                IntStream.range(first, end).mapToObj(Integer::toString).toList();
        process.command(joined(List.of("CLUSTER", "ADDSLOTS"), slots));
    }

    void meet(ClusterNode other) {
        if (other != this) {
            process.command("CLUSTER", "MEET", other.process.host(), Integer.toString(other.process.port()));
        }
    }

    private String id() {
        return text("CLUSTER", "MYID");
    }

    boolean knows(int nodes) {
        List<String> lines = view();
        return lines.size() == nodes && lines.stream().noneMatch(line -> line.contains("handshake"));
    }

    boolean knowsReplicas(int replicas) {
        return view().stream().filter(line -> line.contains("slave")).count() == replicas;
    }

    private List<String> view() {
        return text("CLUSTER", "NODES").lines().toList();
    }

    /** Who has which slots by what right, as this node sees it. */
    Set<String> claims() {
        return view().stream().map(ClusterNode::claim).collect(Collectors.toSet());
    }

    /** Of "id address flags master ping pong epoch link slot slot …" what does not change by the second. */
    private static String claim(String line) {
        String[] words = line.split(" ", -1);
        return Stream.concat(Stream.of(words[0], words[6]), Stream.of(words).skip(8))
                .collect(Collectors.joining(" "));
    }

    void replicate(ClusterNode master) {
        process.command("CLUSTER", "REPLICATE", master.id());
    }

    boolean serves() {
        return text("CLUSTER", "INFO").contains("cluster_state:ok");
    }

    /** Whether it is a master, or has all that its master has. */
    boolean isInStep() {
        String replication = text("INFO", "replication");
        return replication.contains("role:master") || replication.contains("master_link_status:up");
    }

    void handOver(int slot, ClusterNode to, List<ClusterNode> everybody) {
        String number = Integer.toString(slot);
        to.process.command("CLUSTER", "SETSLOT", number, "IMPORTING", id());
        process.command("CLUSTER", "SETSLOT", number, "MIGRATING", to.id());
        for (List<String> keys = keysIn(number); !keys.isEmpty(); keys = keysIn(number)) {
            process.command(joined(
                    List.of("MIGRATE", to.process.host(), Integer.toString(to.process.port()), "", "0", "5000", "KEYS"),
                    keys));
        }
        to.process.command("CLUSTER", "SETSLOT", number, "NODE", to.id());
        everybody.forEach(node -> node.process.command("CLUSTER", "SETSLOT", number, "NODE", to.id()));
    }

    private List<String> keysIn(String slot) {
        List<?> keys =
                (List<?>) Objects.requireNonNull(process.command("CLUSTER", "GETKEYSINSLOT", slot, KEYS_AT_ONCE));
        return keys.stream().map(String.class::cast).toList();
    }

    private String text(String... command) {
        return String.valueOf(process.command(command));
    }
}
