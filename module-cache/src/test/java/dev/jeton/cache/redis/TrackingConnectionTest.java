package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

class TrackingConnectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @AutoClose
    private final RedisProcess redis = RedisProcess.start();

    private TrackingConnection tracking() {
        TrackingConnection connection = new TrackingConnection(
                new HostAndPort(redis.host(), redis.port()),
                DefaultJedisClientConfig.builder().resp2().timeoutMillis(5_000).build());
        connection.track(List.of("ours:".getBytes(UTF_8)));
        return connection;
    }

    @Test
    @DisplayName("one that is closed before it hears ends at once, and hears nothing on a new connection instead")
    void closedBeforeItHears() throws InterruptedException {
        TrackingConnection connection = tracking();
        connection.close();

        Thread hearing = Thread.ofPlatform().daemon().start(() -> connection.hear(new Deaf()));

        assertThat(hearing.join(PATIENCE)).as("it has ended").isTrue();
    }

    @Test
    @DisplayName("a heartbeat that breaks down closes the connection that nobody watches any more")
    void heartbeatBreaksDown() throws InterruptedException {
        TrackingConnection connection = tracking();
        Thread hearing = Thread.ofPlatform().daemon().start(() -> connection.hear(new Deaf()));

        try (Heartbeat heartbeat = Heartbeat.over(connection, PATIENCE, new BrokenTime())) {
            heartbeat.pong();
            assertThat(hearing.join(PATIENCE)).as("it has ended").isTrue();
        }
    }

    private static final class BrokenTime implements TimeSource {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pause(Duration duration) {
            throw new IllegalStateException("no time");
        }
    }

    private static final class Deaf implements TrackingConnection.Ear {
        @Override
        public void changed(byte[] key) {}

        @Override
        public void flushed() {}

        @Override
        public void pong() {}
    }
}
