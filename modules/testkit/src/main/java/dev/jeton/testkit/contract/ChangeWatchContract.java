package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.api.port.SharedState;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.HeardChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ChangeWatch} keeps while it is live. A subclass supplies a state by the machine's own clock.
 *
 * <p>Test methods are public so that they can be called where this module is on the module path.
 */
public abstract class ChangeWatchContract {

    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());
    private final HeardChanges heard = new HeardChanges();

    protected ChangeWatchContract() {}

    /** The state under test; the same one for the length of a test, and perhaps of others. */
    protected abstract SharedState state();

    /** How long a change may take to be told before it counts as not told. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    @BeforeEach
    public void listen() {
        Eventually.isTrue("changes are told", patience(), state().changes()::isLive);
        state().changes().listen(heard);
    }

    @Test
    public void whatIsStoredIsTold() {
        state().tokens().store(key, entry);

        awaitHeard(1);
    }

    @Test
    public void whatIsReplacedIsToldAgain() {
        state().tokens().store(key, entry);
        awaitHeard(1);

        state().tokens().store(key, SomeEntries.lasting(Duration.ofHours(2), Instant.now()));

        awaitHeard(2);
    }

    @Test
    public void whatIsRemovedIsTold() {
        state().tokens().store(key, entry);
        awaitHeard(1);

        state().tokens().remove(key);

        awaitHeard(2);
    }

    @Test
    public void aRejectedTokenThatIsRemovedIsTold() {
        state().tokens().store(key, entry);
        awaitHeard(1);

        state().tokens().removeIf(key, entry.token().fingerprint());

        awaitHeard(2);
    }

    @Test
    public void aLockGivenBackIsTold() {
        Lease lease = state().locks().tryAcquire(key, Duration.ofMinutes(5)).orElseThrow();
        heard.clear();

        lease.close();

        awaitHeard(1);
    }

    @Test
    public void eachOfAThousandKeysWrittenAtOnceIsTold() {
        List<TokenKey> keys = new ArrayList<>(SomeKeys.alikeAndFresh());
        while (keys.size() < 1000) {
            keys.add(SomeKeys.fresh());
        }

        Burst.of(50, i -> {
                    for (int k = i; k < keys.size(); k += 50) {
                        state().tokens().store(keys.get(k), entry);
                    }
                    return i;
                })
                .orFail();

        Eventually.passes(patience(), () -> assertThat(keys).allMatch(each -> heard.of(each) > 0));
    }

    @Test
    public void everyListenerIsTold() {
        HeardChanges another = new HeardChanges();
        state().changes().listen(another);

        state().tokens().store(key, entry);

        awaitHeard(1);
        Eventually.isTrue("the other one hears", patience(), () -> another.of(key) > 0);
    }

    @Test
    public void aListenerThatThrowsFailsNobodysWriteAndSilencesNobody() {
        state().changes().listen(new Throwing());
        HeardChanges behindIt = new HeardChanges();
        state().changes().listen(behindIt);

        state().tokens().store(key, entry);
        Eventually.isTrue("who listens after it hears", patience(), () -> behindIt.of(key) > 0);
        int soFar = behindIt.of(key);
        state().tokens().remove(key);

        Eventually.isTrue("and hears again", patience(), () -> behindIt.of(key) > soFar);
    }

    /** At least so often: a change may be told more than once. */
    private void awaitHeard(int times) {
        Eventually.isTrue(key + " is heard of", patience(), () -> heard.of(key) >= times);
    }

    private static final class Throwing implements ChangeWatch.Listener {

        @Override
        public void changed(TokenKey key) {
            throw new IllegalStateException("a broken near cache");
        }

        @Override
        public void missed() {
            throw new IllegalStateException("a broken near cache");
        }
    }
}
