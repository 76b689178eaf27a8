package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.RecordingEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollapsedSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TimeSource time = TimeSource.system();
    private final RecordingEvents events = new RecordingEvents();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<TokenDemand> flown = new CopyOnWriteArrayList<>();
    private final Gate gate = new Gate();

    private CollapsedSource collapsed(TokenSource behind) {
        return new CollapsedSource(
                demand -> {
                    flown.add(demand);
                    passGate();
                    return behind.get(demand);
                },
                threads,
                PATIENCE,
                events,
                time);
    }

    private void passGate() {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            throw new AssertionError("a flight is never interrupted", e);
        }
    }

    private void awaitCollapsed(int callers) {
        Eventually.isTrue(
                callers + " callers joined", PATIENCE, () -> events.count(TokenEvent.Collapsed.class) >= callers);
    }

    @AfterEach
    void end() {
        gate.open();
        threads.close();
    }

    @Test
    @DisplayName("fault 29 five hundred waiters share the leader's error, one flight and one event")
    void sharedError() throws Exception {
        UpstreamTimeout failure = new UpstreamTimeout("late");
        CollapsedSource collapsed = collapsed(demand -> {
            throw failure;
        });
        Future<Burst<TokenAnswer>> burst = threads.submit(() -> Burst.of(501, i -> collapsed.get(Demands.any(time))));
        awaitCollapsed(500);
        gate.open();
        assertThat(burst.get().failures())
                .hasSize(501)
                .allSatisfy(thrown -> assertThat(thrown).isSameAs(failure));
        assertThat(flown).hasSize(1);
        assertThat(events.count(TokenEvent.RefreshFailed.class)).isEqualTo(1);
    }

    @Test
    @DisplayName("a forced flight that fails costs those nothing who are content with the cached token")
    void forcedFailureIsNotShared() throws Exception {
        TokenAnswer cached = new TokenAnswer(Demands.hourLong(time), TokenAnswer.Source.CACHE);
        CollapsedSource collapsed = collapsed(demand -> {
            if (demand.isForced()) {
                throw new UpstreamTimeout("late");
            }
            return cached;
        });
        Future<TokenAnswer> leader = threads.submit(() -> collapsed.get(Demands.forced(time)));
        gate.awaitArrived(1);
        Future<Burst<TokenAnswer>> others = threads.submit(() -> Burst.of(50, i -> collapsed.get(Demands.any(time))));
        awaitCollapsed(50);
        gate.open();
        assertThatThrownBy(leader::get).hasCauseInstanceOf(UpstreamTimeout.class);
        assertThat(others.get().orFail()).hasSize(50).allMatch(cached::equals);
    }

    @Test
    @DisplayName("fault 34 reports of one token share a flight even if the provider gives that very token again")
    void sameTokenAgain() throws Exception {
        TokenEntry entry = Demands.hourLong(time);
        CollapsedSource collapsed = collapsed(demand -> new TokenAnswer(entry, TokenAnswer.Source.FRESH));
        Future<Burst<TokenAnswer>> burst =
                threads.submit(() -> Burst.of(100, i -> collapsed.get(Demands.notThis(entry, time))));
        awaitCollapsed(99);
        gate.open();
        assertThat(burst.get().orFail()).hasSize(100);
        assertThat(flown).hasSize(1);
    }

    @Test
    @DisplayName("B-08 a forced demand does not take a flight's cached token for a refresh")
    void forcedNeedsAFreshOne() throws Exception {
        CollapsedSource collapsed = collapsed(demand -> demand.isForced()
                ? Demands.fresh(time)
                : new TokenAnswer(Demands.hourLong(time), TokenAnswer.Source.CACHE));
        Future<TokenAnswer> leader = threads.submit(() -> collapsed.get(Demands.any(time)));
        gate.awaitArrived(1);
        Future<TokenAnswer> forced = threads.submit(() -> collapsed.get(Demands.forced(time)));
        awaitCollapsed(1);
        gate.open();
        assertThat(leader.get().source()).isEqualTo(TokenAnswer.Source.CACHE);
        assertThat(forced.get().source()).isEqualTo(TokenAnswer.Source.FRESH);
        assertThat(flown).hasSize(2);
    }

    @Test
    @DisplayName("I8 a caller hears in time that its deadline is over; the flight goes on")
    void ownDeadline() {
        CollapsedSource collapsed = collapsed(demand -> Demands.fresh(time));
        assertThatThrownBy(() -> collapsed.get(Demands.within(Duration.ofMillis(20), time)))
                .isInstanceOf(UpstreamTimeout.class);
        gate.awaitArrived(1);
        assertThat(flown.getFirst().deadline().hasPassed()).isFalse();
    }

    @Test
    @DisplayName("I8 a crash behind the flight is everybody's answer, and the next flight starts anew")
    void crash() {
        gate.open();
        CollapsedSource crashing = collapsed(demand -> {
            throw new StackOverflowError("a defect");
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> crashing.get(Demands.any(time)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
        assertThat(flown).hasSize(2);
    }

    @Test
    @DisplayName("fault 109 callers of a closing broker are told so at once, those who joined as well")
    void closing() {
        CollapsedSource closed = new CollapsedSource(
                demand -> Demands.fresh(time),
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                PATIENCE,
                events,
                time);
        Burst<TokenAnswer> burst = Burst.of(200, i -> closed.get(Demands.any(time)));
        assertThat(burst.failures())
                .hasSize(200)
                .allSatisfy(thrown -> assertThat(thrown)
                        .isInstanceOf(Overloaded.class)
                        .isInstanceOf(TokenException.Unavailable.class));
    }
}
