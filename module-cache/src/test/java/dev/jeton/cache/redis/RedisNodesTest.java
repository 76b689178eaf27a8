package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

class RedisNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HostAndPort ONE = new HostAndPort("127.0.0.1", 1);
    private static final HostAndPort TWO = new HostAndPort("127.0.0.1", 2);

    private final TrippingServers servers = new TrippingServers();
    private final Heard heard = new Heard();
    private final RedisCalls calls = new RedisCalls(Duration.ofSeconds(1));
    private final List<Set<HostAndPort>> settled = new CopyOnWriteArrayList<>();
    private final RedisNodes nodes = new RedisNodes(servers, calls, 4, this::settled, TimeSource.system());

    private void settled() {
        settled.add(nodes.readings().keySet());
    }

    @AfterEach
    void close() {
        nodes.close();
        calls.close();
    }

    @Test
    @DisplayName("a look at the masters that nobody foresaw how it fails is told once, and the next one is made")
    void goesOnLooking() {
        servers.tripping = true;
        nodes.start(heard);
        Eventually.isTrue("it looks again and again", PATIENCE, () -> servers.looks.get() >= 4);
        assertThat(heard.lost).singleElement().isInstanceOf(NullPointerException.class);

        servers.masters = Set.of(TWO);
        servers.tripping = false;
        Eventually.isTrue(
                "who takes over is found",
                PATIENCE,
                () -> nodes.readings().keySet().equals(Set.of(TWO)));
    }

    @Test
    @DisplayName("32 that the masters are other ones is told before anybody can ask the new ones by way of it")
    void settles() {
        nodes.start(heard);
        servers.masters = Set.of(ONE, TWO);
        servers.changeFeared.run();
        Eventually.isTrue("told", PATIENCE, () -> settled.size() == 2);
        assertThat(settled).containsExactly(Set.of(), Set.of(ONE));
    }

    /** As a client library may do with an answer that it does not know. */
    private static final class TrippingServers implements RedisServers {

        private final AtomicInteger looks = new AtomicInteger();
        private volatile Set<HostAndPort> masters = Set.of(ONE);
        private volatile boolean tripping;
        private volatile Runnable changeFeared = () -> {};

        @Override
        public UnifiedJedis client() {
            throw new UnsupportedOperationException("nobody calls");
        }

        @Override
        public Set<HostAndPort> masters() {
            return masters;
        }

        @Override
        public Optional<HostAndPort> masterOf(String key) {
            return masters.stream().findFirst();
        }

        @Override
        public Optional<Pool<Connection>> pool(HostAndPort master) {
            return Optional.empty();
        }

        @Override
        public void heed(Runnable feared) {
            this.changeFeared = feared;
        }

        @Override
        public void refresh() {
            looks.incrementAndGet();
            if (tripping) {
                throw new NullPointerException("no host");
            }
        }

        @Override
        public void close() {}
    }

    private static final class Heard implements RedisNodes.Listener {

        private final List<RuntimeException> lost = new CopyOnWriteArrayList<>();

        @Override
        public void changed(HostAndPort master, boolean usable, String reason) {}

        @Override
        public void settled() {}

        @Override
        public void lost(RuntimeException why) {
            lost.add(why);
        }
    }
}
