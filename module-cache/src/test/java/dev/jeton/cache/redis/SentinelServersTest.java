package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.cache.RedisSettings;
import dev.jeton.cache.RedisTopology.Sentinel;
import dev.jeton.cache.RedisTopology.Server;
import dev.jeton.testkit.concurrent.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

/** What sentinels say of a master, each on its own, and what that one says of itself. */
class SentinelServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ScriptedServer stale = new ScriptedServer();
    private final ScriptedServer sentinel = new ScriptedServer();
    private final ScriptedServer before = new ScriptedServer();
    private final ScriptedServer after = new ScriptedServer();

    @AfterEach
    void close() {
        Stream.of(stale, sentinel, before, after).forEach(ScriptedServer::close);
    }

    private static SentinelServers behind(Duration timeout, String login, ScriptedServer... sentinels) {
        List<Server> places = Stream.of(sentinels)
                .map(ScriptedServer::place)
                .map(place -> new Server(place.getHost(), place.getPort()))
                .toList();
        JedisConfigs configs = new JedisConfigs(RedisSettings.of("redis://" + login + "127.0.0.1", timeout));
        return new SentinelServers(new Sentinel("mymaster", places), configs);
    }

    private SentinelServers behindBoth() {
        return behind(Duration.ofSeconds(5), "", stale, sentinel);
    }

    private static void names(ScriptedServer sentinel, HostAndPort master, int epoch) {
        sentinel.saying(command -> command.equals("SENTINEL MASTER mymaster") ? named(master, epoch) : "");
    }

    private static String named(HostAndPort master, int epoch) {
        return ScriptedServer.texts(
                "name",
                "mymaster",
                "ip",
                master.getHost(),
                "port",
                Integer.toString(master.getPort()),
                "config-epoch",
                Integer.toString(epoch));
    }

    private static void is(ScriptedServer server, String role) {
        server.saying(command ->
                command.equals("ROLE") ? ScriptedServer.list(ScriptedServer.text(role), ScriptedServer.number(0)) : "");
    }

    @Test
    @DisplayName("42 of two sentinels the one that knows of the later fail-over is believed, though it be asked last")
    void laterEpoch() {
        names(stale, before.place(), 3);
        names(sentinel, before.place(), 3);
        is(before, "master");
        is(after, "master");
        try (SentinelServers servers = behindBoth()) {
            servers.refresh();
            assertThat(servers.masters()).containsExactly(before.place());

            names(sentinel, after.place(), 5);
            for (int look = 0; look < 5; look++) {
                servers.refresh();
                assertThat(servers.masters()).containsExactly(after.place());
            }
            assertThat(servers.pool(after.place())).isPresent();
            assertThat(servers.pool(before.place())).isEmpty();
        }
    }

    @Test
    @DisplayName("42 one that says itself that it is no master, or says nothing, takes nobody's place")
    void confirmed() {
        names(stale, before.place(), 3);
        names(sentinel, after.place(), 5);
        is(before, "master");
        is(after, "slave");
        try (SentinelServers servers = behindBoth()) {
            servers.refresh();
            assertThat(servers.masters()).containsExactly(before.place());
            after.close();
            servers.refresh();
            assertThat(servers.masters()).containsExactly(before.place());
        }
    }

    @Test
    @DisplayName("36 a master that cannot be reached is better known than none, and one that may not tell is believed")
    void unreachable() {
        names(sentinel, after.place(), 5);
        after.close();
        try (SentinelServers servers = behindBoth()) {
            servers.refresh();
            assertThat(servers.masters()).containsExactly(after.place());

            names(sentinel, before.place(), 6);
            before.saying(command -> command.equals("ROLE") ? "-NOPERM no permissions\r\n" : "");
            servers.refresh();
            assertThat(servers.masters()).containsExactly(before.place());
        }
    }

    @Test
    @DisplayName("47 a sentinel is shown a password if it does not talk without, and not if nobody answers")
    void passwords() {
        AtomicInteger silent = new AtomicInteger();
        stale.saying(command -> {
            if (command.startsWith("SENTINEL")) {
                silent.incrementAndGet();
                LockSupport.parkNanos(PATIENCE.toNanos());
            }
            return "";
        });
        sentinel.saying(command -> {
            boolean asked = command.startsWith("SENTINEL");
            boolean known = sentinel.heard("w@rd") > 0;
            return asked ? (known ? named(after.place(), 1) : "-NOAUTH Authentication required.\r\n") : "";
        });
        is(after, "master");
        try (SentinelServers servers = behind(Duration.ofMillis(400), ":w%40rd@", stale, sentinel)) {
            servers.refresh();
            assertThat(servers.masters()).containsExactly(after.place());
            assertThat(stale.heard("w@rd")).isZero();
            assertThat(silent).hasValue(1);
        }
    }

    @Test
    @DisplayName(
            "42 a word of a sentinel that the master is replaced has all asked at once, a word of another does not")
    void news() {
        AtomicInteger feared = new AtomicInteger();
        sentinel.saying(command -> command.startsWith("SUBSCRIBE")
                ? ScriptedServer.list(
                                ScriptedServer.text("subscribe"),
                                ScriptedServer.text("+switch-master"),
                                ScriptedServer.number(1))
                        + ScriptedServer.texts("message", "+switch-master", "other 10.0.0.1 1 10.0.0.2 2")
                        + ScriptedServer.texts("message", "+switch-master", "mymaster 10.0.0.1 1 10.0.0.2 2")
                : "");
        try (SentinelServers servers = behind(Duration.ofSeconds(5), "", sentinel)) {
            servers.heed(feared::incrementAndGet);
            Eventually.isTrue("it is heard", PATIENCE, () -> feared.get() > 0);
            assertThat(feared).hasValue(1);
        }
    }
}
