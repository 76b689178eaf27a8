package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.LockRepository;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The holder before publishes and leaves at the very moment at which the next one reaches for the lock. */
class RecheckAfterTheLockTest {
    private final ManualTime time = ManualTime.standingStill();
    private final LocalState state = new LocalState(time);
    private final AtomicInteger exchanges = new AtomicInteger();

    /** Locks that are free only once somebody else has published. */
    private final class JustLeft implements LockRepository {
        @Override
        public Optional<Lease> tryAcquire(TokenKey key, Duration lease) {
            TokenEntry published = Demands.hourLong(time);
            state.tokens().store(key, published);
            return state.locks().tryAcquire(key, lease);
        }
    }

    private int exchangesWith(UnaryOperator<TokenSource> recheck) {
        TokenSource exchange = demand -> {
            exchanges.incrementAndGet();
            return Demands.fresh(time);
        };
        LockedSource.Place justLeft = new LockedSource.Place(state.tokens(), new JustLeft());
        LockedSource.Lock lock =
                new LockedSource.Lock(Duration.ofSeconds(30), new Waiting(state.changes(), () -> 0, time), time);
        LockedSource locked = new LockedSource(recheck.apply(exchange), justLeft, lock, TokenEvents.NO_OP);
        assertThat(locked.get(Demands.any(time)).token()).isNotNull();
        return exchanges.get();
    }

    @Test
    @DisplayName("B-06 whoever gets the lock looks into the cache again and makes no second exchange")
    void checkedAgain() {
        assertThat(exchangesWith(exchange -> new RecheckedSource(exchange, state.tokens(), time)))
                .isZero();
    }

    @Test
    @DisplayName("planted bug: no re-check after the lock is caught by the second exchange")
    void notCheckedAgain() {
        assertThat(exchangesWith(exchange -> exchange)).isEqualTo(1);
    }
}
