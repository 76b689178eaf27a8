package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.event.TokenEvent.WatchChanged;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** Two servers that know nothing of each other stand for the masters of a cluster. */
class RedisWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RedisProcess ONE = RedisProcess.start();
    private static final RedisProcess TWO = RedisProcess.start();

    private final RecordingEvents events = new RecordingEvents();
    private final HeardKeys heard = new HeardKeys();
    private volatile Nodes nodes = () -> Set.of(at(ONE), at(TWO));
    private final RedisWatch watch = new RedisWatch(() -> nodes.masters(), config(), events, TimeSource.system());

    @AfterEach
    void close() {
        watch.close();
        ONE.restart();
    }

    @AfterAll
    static void stop() {
        ONE.close();
        TWO.close();
    }

    @Test
    @DisplayName("keys on every master are told, by one connection to each, and each to who listens for its prefix")
    void everyMaster() {
        HeardKeys others = new HeardKeys();
        watch.tell(others, "others:");
        begin();

        ONE.command("SET", "ours:1", "x");
        TWO.command("SET", "ours:2", "x");
        TWO.command("SET", "others:3", "x");
        TWO.command("SET", "nobodys:4", "x");

        Eventually.isTrue("all are heard", PATIENCE, () -> heard.keys.size() == 2 && others.keys.size() == 1);
        assertThat(heard.keys).containsExactlyInAnyOrder("ours:1", "ours:2");
        assertThat(others.keys).containsExactly("others:3");
        assertThat(watching(ONE)).isEqualTo(1);
        assertThat(watching(TWO)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "with one master dead it is not live, tells what it hears of the other one, and is live when both are there")
    void oneDead() {
        begin();
        ONE.kill();
        awaitLive(false);
        heard.clear();

        TWO.command("SET", "ours:2", "x");
        heard.await("ours:2");
        assertThat(watch.isLive()).isFalse();
        assertThat(heard.misses).as("only when it is live again").hasValue(0);

        ONE.restart();
        awaitLive(true);
        assertThat(heard.misses).hasValue(1);
        assertThat(liveChanges()).containsExactly(true, false, true);
    }

    @Test
    @DisplayName("a dead master that is none any more is not waited for, and one that takes its place is watched")
    void replaced() {
        nodes = () -> Set.of(at(ONE));
        begin();
        ONE.kill();
        awaitLive(false);

        nodes = () -> Set.of(at(TWO));
        awaitLive(true);

        TWO.command("SET", "ours:2", "x");
        heard.await("ours:2");
    }

    @Test
    @DisplayName("a master that joins is watched before it is live again, and one that leaves is let go")
    void joinsAndLeaves() {
        nodes = () -> Set.of(at(ONE));
        begin();
        heard.clear();

        nodes = () -> Set.of(at(ONE), at(TWO));
        Eventually.isTrue("told", PATIENCE, () -> liveChanges().equals(List.of(true, false, true)));
        assertThat(heard.misses).hasValue(2);
        assertThat(watching(TWO)).isEqualTo(1);

        nodes = () -> Set.of(at(TWO));
        Eventually.isTrue("let go", PATIENCE, () -> watching(ONE) == 0);
        assertThat(watch.isLive()).isTrue();
    }

    @Test
    @DisplayName(
            "32 whoever knows that a master has joined has it not live any more, and all told, before anything is read")
    void joinsByWord() {
        nodes = () -> Set.of(at(ONE));
        begin();
        heard.clear();

        nodes = () -> Set.of(at(ONE), at(TWO));
        watch.look();
        assertThat(liveChanges()).startsWith(true, false);
        assertThat(heard.misses.get()).isPositive();
        awaitLive(true);
    }

    @Test
    @DisplayName("while nobody can say who the masters are, those that were are watched")
    void unknownMasters() {
        begin();
        AtomicInteger asked = new AtomicInteger();
        nodes = () -> {
            if (asked.incrementAndGet() % 2 == 0) {
                return Set.of();
            }
            throw new IllegalStateException("no sentinel answers");
        };
        Eventually.isTrue("asked", PATIENCE, () -> asked.get() >= 2);

        ONE.command("SET", "ours:1", "x");
        heard.await("ours:1");
        assertThat(liveChanges()).containsExactly(true);
    }

    @Test
    @DisplayName("pings that are answered keep a watch on which nothing else happens, with a timeout however short")
    void idle() {
        ONE.command("CONFIG", "RESETSTAT");
        nodes = () -> Set.of(at(ONE));
        begin();
        heard.clear();

        Eventually.isTrue("pinged", PATIENCE, () -> pings(ONE) >= 2);

        assertThat(watch.isLive()).isTrue();
        assertThat(liveChanges()).containsExactly(true);
        assertThat(heard.misses).hasValue(0);
    }

    @ParameterizedTest(name = "an answer that makes no sense ends the connection and not the watch: {0}")
    @ValueSource(
            strings = {
                "*2\r\n$4\r\nwhat\r\n:1\r\n",
                "*0\r\n",
                ":1\r\n",
                "*3\r\n$7\r\nmessage\r\n$1\r\nx\r\n*1\r\n:7\r\n",
                "$99999999999\r\n"
            })
    void garbage(String bytes) {
        try (FaultProxy proxy = FaultProxy.inFrontOf(ONE.host(), ONE.port())) {
            nodes = () -> Set.of(new HostAndPort(proxy.host(), proxy.port()));
            begin();
            proxy.once(new Fault.Garbage(bytes));
            ONE.command("SET", "ours:1", "x");
            Eventually.isTrue("told", PATIENCE, () -> liveChanges().equals(List.of(true, false, true)));
            heard.clear();

            ONE.command("SET", "ours:2", "x");
            heard.await("ours:2");
        }
    }

    @Test
    @DisplayName("a listener that throws ends nothing")
    void throwing() {
        watch.tell(new Throwing(), "theirs:");
        begin();
        ONE.command("SET", "theirs:1", "x");
        ONE.command("FLUSHALL");
        ONE.command("SET", "ours:1", "x");

        heard.await("ours:1");
        assertThat(liveChanges()).containsExactly(true);
    }

    @Test
    @DisplayName("two prefixes of which one begins with the other are refused before the server does")
    void overlapping() {
        watch.tell(heard, "ours:");

        assertThatThrownBy(() -> watch.tell(heard, "ours:more:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key could begin with both ours:more: and ours:");
        assertThatThrownBy(() -> watch.tell(heard, "")).isInstanceOf(IllegalArgumentException.class);
    }

    private void begin() {
        watch.tell(heard, "ours:").start();
        awaitLive(true);
    }

    private void awaitLive(boolean live) {
        Eventually.isTrue("live: " + live, PATIENCE, () -> watch.isLive() == live);
        // What it says comes a moment later than what it is.
        Eventually.isTrue(
                "said",
                PATIENCE,
                () -> !liveChanges().isEmpty() && liveChanges().getLast() == live);
    }

    private List<Boolean> liveChanges() {
        return events.of(WatchChanged.class).stream().map(WatchChanged::live).toList();
    }

    private static HostAndPort at(RedisProcess server) {
        return new HostAndPort(server.host(), server.port());
    }

    private static DefaultJedisClientConfig config() {
        return DefaultJedisClientConfig.builder()
                .resp2()
                .timeoutMillis(250)
                .clientName("watching")
                .build();
    }

    private static long watching(RedisProcess server) {
        String clients = String.valueOf(server.command("CLIENT", "LIST", "TYPE", "pubsub"));
        return clients.lines()
                .filter(client -> client.contains("name=watching "))
                .count();
    }

    private static long pings(RedisProcess server) {
        String stats = String.valueOf(server.command("INFO", "commandstats"));
        return stats.lines()
                .filter(line -> line.startsWith("cmdstat_ping:calls="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
                .sum();
    }

    private static final class HeardKeys implements KeyListener {

        private final List<String> keys = new CopyOnWriteArrayList<>();
        private final AtomicInteger misses = new AtomicInteger();

        @Override
        public void changed(byte[] key) {
            keys.add(new String(key, UTF_8));
        }

        @Override
        public void missed() {
            misses.incrementAndGet();
        }

        void clear() {
            keys.clear();
            misses.set(0);
        }

        void await(String key) {
            Eventually.isTrue(key + " is heard of", PATIENCE, () -> keys.contains(key));
        }
    }

    private static final class Throwing implements KeyListener {

        @Override
        public void changed(byte[] key) {
            throw new IllegalStateException("a broken listener");
        }

        @Override
        public void missed() {
            throw new IllegalStateException("a broken listener");
        }
    }
}
