package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.Pool;

/**
 * The masters of a cluster, each with its slots. Jedis keeps the map of the slots; it corrects it when a server says that a
 * key has moved, and here it is told to look again now and then, for the servers that nobody was sent to. It is told at whom,
 * too: by itself it believes the first of the nodes that it was started with, which may be one that was cut off or taken out.
 */
final class ClusterServers implements RedisServers {

    private static final String EPOCH = "cluster_current_epoch:";

    private final Set<HostAndPort> known;
    private final JedisConfigs configs;

    /** Of the servers that served keys when they were last asked: which changes of the cluster they know of. */
    private final Map<HostAndPort, Long> epochs = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Found found;
    private volatile Runnable changeFeared = () -> {};
    private boolean closed;

    private record Found(ClusterConnectionProvider connections, UnifiedJedis client) {}

    /** @param known some of the cluster's nodes */
    ClusterServers(Set<HostAndPort> known, JedisConfigs configs) {
        this.known = known;
        this.configs = configs;
    }

    @Override
    public UnifiedJedis client() {
        Found cluster = found;
        if (cluster == null) {
            throw new JedisConnectionException("no node of the cluster has been found yet");
        }
        return cluster.client;
    }

    @Override
    public Set<HostAndPort> masters() {
        Found cluster = found;
        return cluster == null
                ? Set.of()
                : cluster.connections.getPrimaryNodes().keySet().stream()
                        .map(HostAndPort::from)
                        .collect(toUnmodifiableSet());
    }

    @Override
    public Optional<HostAndPort> masterOf(String key) {
        Found cluster = found;
        return Optional.ofNullable(
                cluster == null ? null : cluster.connections.getNode(JedisClusterCRC16.getSlot(key)));
    }

    @Override
    public boolean isCluster() {
        return true;
    }

    @Override
    public Optional<Pool<Connection>> pool(HostAndPort master) {
        Found cluster = found;
        return Optional.ofNullable(
                cluster == null ? null : cluster.connections.getPrimaryNodes().get(master.toString()));
    }

    @Override
    public void heed(Runnable changeFeared) {
        this.changeFeared = changeFeared;
    }

    /** A PING is answered too by a server that serves no key, because it has lost sight of most others. */
    @Override
    public void probe(HostAndPort master, Connection connection) {
        try {
            epochs.put(master, epoch(connection));
        } catch (JedisException e) {
            epochs.remove(master);
            throw e;
        }
    }

    private static long epoch(Connection connection) {
        Object info = connection.executeCommand(new CommandArguments(Protocol.Command.CLUSTER).add("INFO"));
        String text = info instanceof byte[] bytes ? new String(bytes, US_ASCII) : "";
        if (!text.contains("cluster_state:ok")) {
            throw new JedisClusterException("the server serves no keys: its cluster is down");
        }
        return text.lines()
                .filter(line -> line.startsWith(EPOCH))
                .mapToLong(line -> Long.parseLong(line.substring(EPOCH.length()).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void refresh() {
        Found cluster = found;
        if (cluster == null) {
            find();
        } else if (latestFirst().stream().noneMatch(server -> isRenewedBy(server, cluster.connections))) {
            cluster.connections.renewSlotCache();
        }
    }

    private List<HostAndPort> latestFirst() {
        return epochs.entrySet().stream()
                .sorted(Map.Entry.<HostAndPort, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isRenewedBy(HostAndPort server, ClusterConnectionProvider connections) {
        Pool<Connection> pool = connections.getNodes().get(server.toString());
        if (pool == null) {
            epochs.remove(server);
            return false;
        }
        try (Connection connection = pool.getResource()) {
            // It may have been cut off since.
            probe(server, connection);
            connections.renewSlotCache(connection);
            return true;
        } catch (RuntimeException e) {
            // As when they are first found: another one may answer in a way that is understood.
            return false;
        }
    }

    /** Jedis wants to find the cluster when its client is made, and we may be started before any node. */
    private void find() {
        // Not synchronized: that would pin the carrier of a virtual thread until the nodes have answered.
        lock.lock();
        try {
            if (found != null || closed) {
                return;
            }
            ClusterConnectionProvider connections =
                    new ClusterConnectionProvider(known, configs.connection("jeton"), configs.pool());
            found = new Found(
                    connections,
                    RedisClusterClient.builder()
                            .nodes(known)
                            .clientConfig(configs.connection("jeton"))
                            .connectionProvider(connections)
                            .commandExecutor(new Redirected(connections, () -> changeFeared.run()))
                            .build());
        } catch (RuntimeException e) {
            // Next time. Not Jedis' own exceptions alone: it trips over nodes that do not know their own host, for one.
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            Found cluster = found;
            if (cluster != null) {
                cluster.client.close();
                cluster.connections.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
