package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LockedSourceTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final ManualTime time = ManualTime.advancedByPauses();
    private final LocalState state = new LocalState(time);
    private final RecordingEvents events = new RecordingEvents();
    private final List<TokenDemand> inside = new ArrayList<>();
    private TokenSource behind = demand -> Demands.fresh(time);
    private final LockedSource locked = new LockedSource(
            demand -> {
                inside.add(demand);
                return behind.get(demand);
            },
            new LockedSource.Place(state.tokens(), state.locks()),
            new LockedSource.Lock(LEASE, new Waiting(state.changes(), () -> 0.5, time), time),
            events);

    private Lease heldByAnother() {
        return state.locks().tryAcquire(Demands.KEY, LEASE).orElseThrow();
    }

    private boolean isFree() {
        return state.locks().tryAcquire(Demands.KEY, LEASE).isPresent();
    }

    @Test
    @DisplayName("B-07 the lock is held during the exchange and free afterwards")
    void heldAndReleased() {
        behind = demand -> {
            assertThat(isFree()).isFalse();
            return Demands.fresh(time);
        };
        assertThat(locked.get(Demands.any(time)).token()).isNotNull();
        assertThat(isFree()).isTrue();
    }

    @Test
    @DisplayName("B-07 the lock is released also when the exchange throws, a defect included")
    void releasedOnFailure() {
        behind = demand -> {
            throw new AssertionError("a defect");
        };
        assertThatThrownBy(() -> locked.get(Demands.any(time))).isInstanceOf(AssertionError.class);
        assertThat(isFree()).isTrue();
    }

    @Test
    @DisplayName("B-07 what is done under the lock has a deadline before the lease ends")
    void leaseOutlasts() {
        assertThat(locked.get(Demands.within(Duration.ofMinutes(10), time)).token())
                .isNotNull();
        assertThat(inside.getFirst().deadline().remaining()).isLessThan(LEASE).isPositive();
    }

    @Test
    @DisplayName("B-06 a waiter waits until its own deadline, and is then told when to come again")
    void waitsToItsDeadline() {
        try (Lease other = heldByAnother()) {
            long begun = time.nanos();
            LockTimeout timeout = catchThrowableOfType(
                    LockTimeout.class, () -> locked.get(Demands.within(Duration.ofSeconds(7), time)));
            assertThat(timeout.retryAfter()).contains(Duration.ofSeconds(1));
            assertThat(time.since(begun)).isEqualTo(Duration.ofSeconds(7));
            assertThat(other).isNotNull();
        }
        assertThat(inside).isEmpty();
        assertThat(events.of(TokenEvent.LockWaited.class))
                .singleElement()
                .satisfies(waited -> assertThat(waited.served()).isFalse());
    }

    @Test
    @DisplayName("B-06 a waiter is served what the holder publishes, without the lock")
    void servedByTheHolder() {
        ManualTime still = ManualTime.standingStill();
        TokenEntry entry = Demands.hourLong(still);
        try (Lease other = heldByAnother()) {
            state.tokens().store(Demands.KEY, entry);
            TokenAnswer answer = locked.get(Demands.any(time));
            assertThat(answer.entry()).isEqualTo(entry);
            assertThat(answer.source()).isEqualTo(TokenAnswer.Source.CACHE);
            assertThat(other).isNotNull();
        }
        assertThat(inside).isEmpty();
    }

    @Test
    @DisplayName("B-08 a waiter is never served the token that it excludes")
    void notTheRejected() {
        TokenEntry rejected = Demands.hourLong(time);
        state.tokens().store(Demands.KEY, rejected);
        try (Lease other = heldByAnother()) {
            TokenDemand demand = Demands.notThis(rejected, time)
                    .until(Demands.within(LEASE.dividedBy(3), time).deadline());
            assertThatThrownBy(() -> locked.get(demand)).isInstanceOf(LockTimeout.class);
            assertThat(other).isNotNull();
        }
    }

    @Test
    @DisplayName("B-06 a holder that died is followed when its lease is over")
    void deadHolder() {
        Lease dead = heldByAnother();
        long begun = time.nanos();
        assertThat(locked.get(Demands.within(Duration.ofMinutes(1), time)).source())
                .isEqualTo(TokenAnswer.Source.FRESH);
        assertThat(time.since(begun)).isGreaterThanOrEqualTo(LEASE);
        dead.close();
    }

    @Test
    @DisplayName("B-06 an interrupted waiter stops waiting and stays interrupted")
    void interrupted() {
        try (Lease other = heldByAnother()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> locked.get(Demands.any(time))).isInstanceOf(LockTimeout.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(other).isNotNull();
        }
    }
}
