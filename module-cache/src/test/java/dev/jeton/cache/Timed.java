package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenException.CacheUnavailable;
import java.time.Duration;
import java.util.Optional;

/** How a call ended, and how long that took. */
record Timed(Duration took, Optional<RuntimeException> failure) {

    /** The timeout of states whose server is about to fail: the product's default. */
    static final Duration TIMEOUT = Duration.ofMillis(250);

    /** What a call may take at most with that timeout: far more than it needs, for the machine may be busy. */
    static final Duration LIMIT = Duration.ofMillis(2_500);

    static Timed call(Runnable call) {
        long started = System.nanoTime();
        try {
            call.run();
            return new Timed(Duration.ofNanos(System.nanoTime() - started), Optional.empty());
        } catch (RuntimeException e) {
            return new Timed(Duration.ofNanos(System.nanoTime() - started), Optional.of(e));
        }
    }

    /** It ended in time, and well or in the one way in which it may fail. */
    void assertBounded() {
        assertThat(took).isLessThan(LIMIT);
        failure.ifPresent(e -> assertThat(e).isInstanceOf(CacheUnavailable.class));
    }

    /** It ended in time, and failed in the one way in which it may. */
    void assertUnavailable() {
        assertThat(failure).containsInstanceOf(CacheUnavailable.class);
        assertThat(took).isLessThan(LIMIT);
    }
}
