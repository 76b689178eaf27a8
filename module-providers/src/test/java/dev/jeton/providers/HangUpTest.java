package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.TokenService;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.CountingProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HangUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeWorld world = new FakeWorld(TimeSource.system());
    private final Gate gate = new Gate();
    private final CountingProvider provider = new CountingProvider("counting").heldBy(gate);

    /** What a caller got that was interrupted while the provider was busy with its request. */
    private Throwable hangUp(TokenService service) throws InterruptedException {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread leader = Thread.ofVirtual().start(() -> {
            try {
                TokenAnswer served = service.getToken(FakeWorld.any());
                thrown.completeExceptionally(new AssertionError(served.toString()));
            } catch (RuntimeException e) {
                thrown.complete(e);
            }
        });
        gate.awaitArrived(1);
        leader.interrupt();
        leader.join();
        return thrown.join();
    }

    private boolean isStored() {
        return world.state.tokens().find(FakeWorld.KEY).isPresent();
    }

    @Test
    @DisplayName("fault 31 the leader hangs up: its exchange still completes and is stored")
    void leaderHangsUp() throws InterruptedException {
        try (TokenBroker broker = world.broker(provider)) {
            assertThat(hangUp(broker)).isInstanceOf(UpstreamTimeout.class);
            gate.open();
            Eventually.isTrue("the token is stored", PATIENCE, this::isStored);
            assertThat(broker.getToken(FakeWorld.any()).source()).isEqualTo(TokenAnswer.Source.CACHE);
        }
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("planted bug: a leader cancelled with its client is caught, for nothing is stored")
    void leaderCancelledWithItsClient() throws InterruptedException {
        try (OnTheCallersThread broken = new OnTheCallersThread(world, provider)) {
            assertThat(hangUp(broken)).isInstanceOf(UpstreamTimeout.class);
            gate.open();
            assertThat(isStored()).isFalse();
        }
    }

    @Test
    @DisplayName("fault 30 a waiter hangs up: the leader and the others are served")
    void waiterHangsUp() throws Exception {
        try (TokenBroker broker = world.broker(provider);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TokenAnswer> leader = threads.submit(() -> broker.getToken(FakeWorld.any()));
            gate.awaitArrived(1);
            Future<TokenAnswer> waiter = threads.submit(() -> broker.getToken(FakeWorld.any()));
            Future<TokenAnswer> other = threads.submit(() -> broker.getToken(FakeWorld.any()));
            Eventually.isTrue("both joined", PATIENCE, () -> world.events.count(TokenEvent.Collapsed.class) == 2);
            waiter.cancel(true);
            gate.open();
            assertThat(leader.get().token()).isEqualTo(other.get().token());
        }
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("I8 a caller with little patience is answered in time; what it started is kept for the next")
    void littlePatience() {
        try (TokenBroker broker = world.broker(provider)) {
            assertThatThrownBy(() -> broker.getToken(FakeWorld.any().within(Duration.ofMillis(50))))
                    .isInstanceOf(UpstreamTimeout.class);
            gate.open();
            assertThat(broker.getToken(FakeWorld.any()).token()).isNotNull();
        }
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 109 closing waits for the exchanges under way, and their tokens are stored")
    void closingWaits() throws InterruptedException {
        TokenBroker broker = world.broker(provider);
        Throwable hungUp = hangUp(broker);
        Thread closing = Thread.ofVirtual().start(broker::close);
        Eventually.isTrue("closing waits", PATIENCE, () -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(isStored()).isFalse();
        gate.open();
        closing.join();
        assertThat(isStored()).isTrue();
        assertThat(hungUp).isInstanceOf(UpstreamTimeout.class);
    }
}
