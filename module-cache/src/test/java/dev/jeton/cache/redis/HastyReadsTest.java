package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jeton.api.TokenException.CacheUnavailable;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisException;

class HastyReadsTest {

    private final HastyReads reads = new HastyReads(Duration.ofSeconds(5));

    @AfterEach
    void forget() {
        boolean unused = Thread.interrupted();
    }

    @Test
    @DisplayName("fault 30 who was interrupted before reads nothing, for that would close a connection of all")
    void interruptedBefore() {
        Thread.currentThread().interrupt();

        assertInterrupted(() -> {
            throw new AssertionError("it was read");
        });
    }

    @Test
    @DisplayName("fault 30 who is interrupted while all connections are busy is told so, and stays interrupted")
    void interruptedWhileBorrowing() {
        assertInterrupted(() -> {
            // As the pool does it, which clears the flag.
            throw new JedisException("Could not get a resource from the pool", new InterruptedException());
        });
    }

    private void assertInterrupted(Callable<String> read) {
        assertThatExceptionOfType(CacheUnavailable.class)
                .isThrownBy(() -> reads.answer(read, () -> "elsewhere"))
                .withMessageContaining("interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
