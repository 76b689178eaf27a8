package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.testkit.contract.SomeKeys;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocksAwayTest {

    private final RedisLocks locks = new RedisLocks(new Away(), TokenEvents.NO_OP);

    @Test
    @DisplayName("43 a lock whose server is known to be away is not asked for, so nobody waits a timeout for it")
    void notAskedFor() {
        assertThatThrownBy(() -> locks.tryAcquire(SomeKeys.fresh(), Duration.ofSeconds(30)))
                .isInstanceOf(CacheUnavailable.class);
    }

    private static final class Away implements RedisDriver {

        @Override
        public boolean isKnownToBeAway(String key) {
            return true;
        }

        @Override
        public byte[] get(String key) {
            throw asked();
        }

        @Override
        public void set(String key, byte[] value, Duration ttl) {
            throw asked();
        }

        @Override
        public boolean setIfAbsent(String key, byte[] value, Duration ttl) {
            throw asked();
        }

        @Override
        public boolean delete(String key) {
            throw asked();
        }

        @Override
        public boolean deleteIfEqual(String key, byte[] expected) {
            throw asked();
        }

        private static AssertionError asked() {
            return new AssertionError("it is known to be away");
        }
    }
}
