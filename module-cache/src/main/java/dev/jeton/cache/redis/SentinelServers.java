package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jeton.cache.RedisTopology;
import dev.jeton.cache.redis.Sentinels.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.Pool;

/**
 * The one master that sentinels know: the one of the highest epoch that any of them names, if it says itself that it is one. There is
 * a plain client of it, and another one when it is replaced.
 */
final class SentinelServers implements RedisServers {

    private static final String MASTER = "master";

    private final Sentinels sentinels;
    private final JedisConfigs configs;
    private final List<SentinelNews> news = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable SingleServer found;
    private boolean closed;

    SentinelServers(RedisTopology.Sentinel topology, JedisConfigs configs) {
        this.sentinels = new Sentinels(topology, configs);
        this.configs = configs;
    }

    @Override
    public UnifiedJedis client() {
        SingleServer master = found;
        if (master == null) {
            throw new JedisConnectionException("no sentinel has named a master yet");
        }
        return master.client();
    }

    @Override
    public Set<HostAndPort> masters() {
        SingleServer master = found;
        return master == null ? Set.of() : master.masters();
    }

    @Override
    public Optional<HostAndPort> masterOf(String key) {
        return masters().stream().findFirst();
    }

    @Override
    public Optional<Pool<Connection>> pool(HostAndPort master) {
        SingleServer server = found;
        return server == null ? Optional.empty() : server.pool(master);
    }

    @Override
    public void heed(Runnable changeFeared) {
        lock.lock();
        try {
            if (!closed) {
                sentinels
                        .places()
                        .forEach(sentinel ->
                                news.add(SentinelNews.from(sentinel, sentinels.masterName(), configs, changeFeared)));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refresh() {
        try {
            judge(sentinels.ask(this::begin));
        } catch (InterruptedException e) {
            // Whoever waited for this has gone.
            Thread.currentThread().interrupt();
        }
    }

    /** While no master is known the first one who is named, and is one, will do: a silent sentinel must not hold up the start. */
    private void begin(Word word) {
        if (found != null || !isMaster(word.master())) {
            return;
        }
        lock.lock();
        try {
            if (found == null) {
                follow(word.master());
            }
        } finally {
            lock.unlock();
        }
    }

    private void judge(List<Word> words) {
        Set<HostAndPort> current = masters();
        List<HostAndPort> named = words.stream()
                .sorted(Comparator.comparingLong(Word::epoch)
                        .reversed()
                        .thenComparing(word -> !current.contains(word.master())))
                .map(Word::master)
                .distinct()
                .toList();
        named.stream()
                .filter(master -> current.contains(master) || isMaster(master))
                .findFirst()
                .or(() -> current.isEmpty() ? unreachable(named) : Optional.empty())
                .ifPresent(this::follow);
    }

    /** One that cannot be asked is at least one that can be waited for. */
    private Optional<HostAndPort> unreachable(List<HostAndPort> named) {
        return named.stream().filter(server -> role(server).isEmpty()).findFirst();
    }

    private boolean isMaster(HostAndPort server) {
        return role(server).equals(MASTER);
    }

    /** What a server says of itself; empty where it says nothing. Whoever is there and may not tell us does not deny it. */
    private String role(HostAndPort server) {
        try (Connection connection = new Connection(server, configs.connection("jeton-role"))) {
            Object answer = connection.executeCommand(new CommandArguments(Protocol.Command.ROLE));
            return answer instanceof List<?> role && !role.isEmpty() && role.getFirst() instanceof byte[] name
                    ? new String(name, US_ASCII)
                    : MASTER;
        } catch (JedisDataException e) {
            return MASTER;
        } catch (RuntimeException e) {
            // Not Jedis' own exceptions alone: what is no Redis may answer anything.
            return "";
        }
    }

    private void follow(HostAndPort master) {
        lock.lock();
        try {
            SingleServer before = found;
            if (closed || masters().contains(master)) {
                return;
            }
            found = new SingleServer(master, configs);
            if (before != null) {
                before.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.forEach(SentinelNews::close);
            SingleServer server = found;
            if (server != null) {
                server.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
