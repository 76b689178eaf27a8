package dev.jeton.cache.values;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.contract.SomeValues;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlightsTest {

    private static final Duration BELIEVED = Duration.ofSeconds(5);

    private final ManualTime time = ManualTime.standingStill();
    private final Flights flights = new Flights(BELIEVED.toMillis(), time);
    private final CacheKey key = SomeValues.freshKey();
    private final Gate gate = new Gate();
    private final AtomicInteger searches = new AtomicInteger();

    private Optional<String> search() {
        int number = searches.incrementAndGet();
        try {
            gate.pass();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted at the gate", e);
        }
        return Optional.of("search " + number);
    }

    /** A caller on a thread of its own, who waits by the time this returns. */
    private Caller caller() {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                result.complete(flights.share(key, TEXT, this::search).orElseThrow());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        Eventually.isTrue(
                "the caller waits", Duration.ofSeconds(20), () -> thread.getState() == Thread.State.TIMED_WAITING);
        return new Caller(thread, result);
    }

    private record Caller(Thread thread, CompletableFuture<String> result) {

        String answer() throws Exception {
            return result.get(20, TimeUnit.SECONDS);
        }

        Throwable failure() throws Exception {
            return result.<Throwable>handle((value, failure) -> failure).get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("who begins a search and hangs up neither ends it nor fails who waits for it")
    void hangUp() throws Exception {
        Caller first = caller();
        gate.awaitArrived(1);
        Caller second = caller();

        first.thread().interrupt();

        assertThat(first.failure()).isInstanceOf(StoreUnavailable.class);
        gate.open();
        assertThat(second.answer()).isEqualTo("search 1");
    }

    @Test
    @DisplayName("nobody joins a search that is older than values may be out of date")
    void tooOld() throws Exception {
        Caller first = caller();
        gate.awaitArrived(1);
        time.advance(BELIEVED);

        Caller second = caller();
        gate.awaitArrived(2);
        gate.open();

        assertThat(first.answer()).isEqualTo("search 1");
        assertThat(second.answer()).isEqualTo("search 2");
    }

    @Test
    @DisplayName("nobody joins a search from before a change that was made here")
    void changed() throws Exception {
        Caller first = caller();
        gate.awaitArrived(1);
        flights.leave(key);

        Caller second = caller();
        gate.awaitArrived(2);
        gate.open();

        assertThat(first.answer()).isEqualTo("search 1");
        assertThat(second.answer()).isEqualTo("search 2");
    }

    @Test
    @DisplayName("where nothing may be out of date everybody searches for himself")
    void off() throws Exception {
        Flights alone = new Flights(0, time);
        gate.open();

        assertThat(alone.share(key, TEXT, this::search)).contains("search 1");
        assertThat(alone.share(key, TEXT, this::search)).contains("search 2");
    }
}
