package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.CacheUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Who is suspected of what, by how a call ended. */
class RedisCallsTest {

    @AutoClose
    private final RedisCalls calls = new RedisCalls(Duration.ofSeconds(20));

    private final Suspect before = new Suspect();
    private final Suspect after = new Suspect();
    private volatile RedisCalls.Server server = before;

    private void fails(RuntimeException failure) {
        fails(() -> {
            throw failure;
        });
    }

    private void fails(Callable<Object> call) {
        assertThatThrownBy(() -> calls.learningFrom("get", () -> server, call)).isInstanceOf(CacheUnavailable.class);
    }

    @Test
    @DisplayName("43 a call that is broken off has the server that was asked pinged, one that is turned away is proof")
    void brokenOff() {
        fails(new JedisConnectionException("reset"));
        fails(new JedisDataException("NOAUTH Authentication required."));
        assertThat(before.of).containsExactly("broken", "unusable");
    }

    @Test
    @DisplayName("43 where another server has the key by the time a call fails, neither is given up")
    void elsewhereByNow() {
        for (RuntimeException failure : List.of(
                new JedisConnectionException("reset"), new JedisDataException("CLUSTERDOWN Hash slot not served"))) {
            server = before;
            fails(() -> {
                server = after;
                throw failure;
            });
        }
        assertThat(before.of).isEmpty();
        assertThat(after.of).containsExactly("slow", "slow");
    }

    @Test
    @DisplayName(
            "43 a call that was sent on and failed there has the one that was asked pinged, and the masters asked for")
    void sentOn() {
        fails(new JedisClusterOperationException("round and round"));
        assertThat(before.of).containsExactly("slow", "demoted");
    }

    @Test
    @DisplayName(
            "43 44 a server that takes no writes, or has the key no more, is not given up: the masters are asked for")
    void noMasterAnyMore() {
        fails(new JedisDataException("READONLY You can't write against a read only replica."));
        fails(new JedisDataException("MOVED 3999 127.0.0.1:6381"));
        fails(new JedisDataException("ASK 3999 127.0.0.1:6381"));
        assertThat(before.of).containsExactly("demoted", "demoted", "demoted");
    }

    private static final class Suspect implements RedisCalls.Server {

        private final List<String> of = new ArrayList<>();
        private final Semaphore places = new Semaphore(1);

        @Override
        public Semaphore places() {
            return places;
        }

        @Override
        public void slow() {
            of.add("slow");
        }

        @Override
        public void broken() {
            of.add("broken");
        }

        @Override
        public void unusable(String reason) {
            of.add("unusable");
        }

        @Override
        public boolean isKnownToBeGone() {
            return false;
        }

        @Override
        public void demoted() {
            of.add("demoted");
        }
    }
}
