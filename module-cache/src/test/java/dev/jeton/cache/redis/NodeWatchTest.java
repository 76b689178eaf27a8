package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;

class NodeWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Longer than a watch has to last to be renewed at once. */
    private static final Duration SLOW = Duration.ofMillis(120);

    @AutoClose
    private final ScriptedServer server = new ScriptedServer();

    private static DefaultJedisClientConfig config() {
        return DefaultJedisClientConfig.builder().resp2().timeoutMillis(5_000).build();
    }

    @Test
    @DisplayName("a server that takes its time to refuse is left alone for ever longer as well")
    void slowRefusals() {
        server.saying(command -> {
            if (!command.equals("CLIENT ID")) {
                return "";
            }
            LockSupport.parkNanos(SLOW.toNanos());
            return "-NOPERM it may not\r\n";
        });
        RecordedPauses time = new RecordedPauses();
        try (NodeWatch watch =
                new NodeWatch(server.place(), config(), new KeyListeners(), (turn, reason) -> {}, time)) {
            watch.start();
            Eventually.isTrue("four attempts", PATIENCE, () -> time.pauses.size() >= 4);
        }
        assertThat(time.pauses.subList(1, 4)).isSorted().allMatch(Duration::isPositive);
    }

    @Test
    @DisplayName("attempts in vain do not have the masters asked for each time")
    void vainAttempts() {
        server.saying(command -> command.equals("CLIENT ID") ? "-NOPERM it may not\r\n" : "");
        AtomicInteger asked = new AtomicInteger();
        Nodes nodes = () -> {
            asked.incrementAndGet();
            return Set.of(server.place());
        };
        long began = System.nanoTime();
        try (RedisWatch watch = new RedisWatch(nodes, config(), event -> {}, TimeSource.system())) {
            watch.start();
            Eventually.isTrue("six attempts", PATIENCE, () -> server.heard("CLIENT ID") >= 6);
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            assertThat(asked.get()).as("once a second").isLessThanOrEqualTo((int) seconds + 2);
        }
    }

    private static final class RecordedPauses implements TimeSource {

        private final List<Duration> pauses = new CopyOnWriteArrayList<>();

        @Override
        public Instant now() {
            return TimeSource.system().now();
        }

        @Override
        public long nanos() {
            return TimeSource.system().nanos();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            pauses.add(duration);
            TimeSource.system().pause(duration);
        }
    }
}
