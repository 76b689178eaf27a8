package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TokenRepository} keeps. A subclass supplies the repository and its clock: a {@link ManualTime} is
 * moved by hand; where the clock is a real one, for a server's is, the contract uses short lives and waits, bounded.
 *
 * <p>Test methods are public so that they can be called where this module is on the module path.
 */
public abstract class TokenRepositoryContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SEED = 20_261_120;
    private static final int PAIRS = 2_000;

    private final TokenKey key = SomeKeys.fresh();

    protected TokenRepositoryContract() {}

    /** The repository under test; the same one for the length of a test. */
    protected abstract TokenRepository repository();

    /** The clock by which it forgets. */
    protected abstract TimeSource time();

    /** How long a token lives whose end a test waits for; a slow server may need longer. */
    protected Duration shortLife() {
        return time() instanceof ManualTime ? Duration.ofSeconds(60) : Duration.ofMillis(400);
    }

    private TokenEntry entryFor(Duration lifetime) {
        return SomeEntries.lasting(lifetime, time().now());
    }

    private TokenEntry anEntry() {
        return entryFor(Duration.ofHours(1));
    }

    @Test
    public void whatWasNeverStoredIsAbsent() {
        assertThat(repository().find(key)).isEmpty();
        assertThat(repository().remove(key)).isFalse();
        assertThat(repository().removeIf(key, anEntry().token().fingerprint())).isFalse();
    }

    @Test
    public void anEntryIsFoundAsItWasStored() {
        TokenEntry entry = anEntry();

        repository().store(key, entry);

        assertThat(repository().find(key)).contains(entry);
        assertThat(repository().find(key)).as("a second look").contains(entry);
    }

    @Test
    public void storingReplaces() {
        TokenEntry newer = anEntry();
        repository().store(key, anEntry());

        repository().store(key, newer);

        assertThat(repository().find(key)).contains(newer);
    }

    @Test
    public void removingForgetsOnce() {
        repository().store(key, anEntry());

        assertThat(repository().remove(key)).isTrue();
        assertThat(repository().find(key)).isEmpty();
        assertThat(repository().remove(key)).as("removed again").isFalse();
    }

    @Test
    public void aRejectedTokenIsForgottenOnce() {
        TokenEntry entry = anEntry();
        Fingerprint rejected = entry.token().fingerprint();
        repository().store(key, entry);

        assertThat(repository().removeIf(key, rejected)).isTrue();
        assertThat(repository().find(key)).isEmpty();
        assertThat(repository().removeIf(key, rejected)).as("reported again").isFalse();
    }

    @Test
    public void aLateReportLeavesTheTokenThatReplacedTheRejectedOne() {
        TokenEntry rejected = anEntry();
        TokenEntry newer = anEntry();
        repository().store(key, rejected);
        repository().store(key, newer);

        assertThat(repository().removeIf(key, rejected.token().fingerprint())).isFalse();

        assertThat(repository().find(key)).contains(newer);
    }

    @Test
    public void anEntryIsForgottenWhenItsTimeIsOver() {
        TokenEntry entry = entryFor(shortLife());
        repository().store(key, entry);

        if (time() instanceof ManualTime manual) {
            manual.advance(shortLife().minusMillis(1));
            assertThat(repository().find(key))
                    .as("a millisecond before its end")
                    .contains(entry);
            manual.advance(Duration.ofMillis(1));
            assertThat(repository().find(key)).as("at its end").isEmpty();
        }
        Eventually.isTrue(
                "the entry is forgotten", PATIENCE, () -> repository().find(key).isEmpty());
        assertThat(repository().remove(key)).isFalse();
        assertThat(repository().removeIf(key, entry.token().fingerprint())).isFalse();
    }

    @Test
    public void anEntryThatMayNotBeCachedAnyLongerRemovesTheOneBefore() {
        repository().store(key, anEntry());

        repository().store(key, SomeEntries.expired(time().now()));

        assertThat(repository().find(key)).isEmpty();
    }

    @Test
    public void aLongerLifeReplacesAShorterOneAltogether() {
        TokenEntry longer = anEntry();
        repository().store(key, entryFor(shortLife()));
        repository().store(key, longer);

        if (time() instanceof ManualTime manual) {
            manual.advance(shortLife().multipliedBy(2));
        } else {
            TokenKey witness = SomeKeys.fresh();
            repository().store(witness, entryFor(shortLife()));
            Eventually.isTrue(
                    "as much time has passed",
                    PATIENCE,
                    () -> repository().find(witness).isEmpty());
        }

        assertThat(repository().find(key)).contains(longer);
    }

    @Test
    public void aTokenThatNeverExpiresIsKeptAsSuch() {
        TokenEntry entry = SomeEntries.unlimited(time().now());

        repository().store(key, entry);

        assertThat(repository().find(key)).contains(entry);
        assertThat(entry.schedule().expiry()).isEmpty();
    }

    @Test
    public void keysThatLookAlikeAreIndependent() {
        List<TokenKey> keys = SomeKeys.alike();
        keys.forEach(each -> repository().remove(each));
        for (TokenKey stored : keys) {
            TokenEntry entry = anEntry();
            repository().store(stored, entry);
            for (TokenKey other : keys) {
                assertThat(repository().find(other).isPresent())
                        .as("%s after storing %s", other, stored)
                        .isEqualTo(other.equals(stored));
            }
            assertThat(repository().removeIf(stored, entry.token().fingerprint()))
                    .isTrue();
        }
    }

    @Test
    public void twoThousandGeneratedKeysNeverCollide() {
        Map<TokenKey, TokenEntry> stored = new HashMap<>();
        for (TokenKey generated : SomeKeys.generated(PAIRS, SEED)) {
            TokenEntry entry = anEntry();
            repository().store(generated, entry);
            stored.put(generated, entry);
        }
        stored.forEach((generated, entry) ->
                assertThat(repository().find(generated)).as("%s", generated).contains(entry));
        stored.keySet()
                .forEach(generated -> assertThat(repository().remove(generated))
                        .as("%s is there to be removed", generated)
                        .isTrue());
    }

    @Test
    public void ofManyReportsOnOneTokenOneForgetsIt() {
        TokenEntry entry = anEntry();
        repository().store(key, entry);

        List<Boolean> forgot = Burst.of(
                        50, i -> repository().removeIf(key, entry.token().fingerprint()))
                .orFail();

        assertThat(forgot).containsOnlyOnce(true);
    }

    @Test
    public void aTokenStoredDuringReportsOnTheOneBeforeStays() {
        for (int round = 0; round < 50; round++) {
            TokenEntry rejected = anEntry();
            TokenEntry newer = anEntry();
            repository().store(key, rejected);

            Burst.of(
                            8,
                            i -> i == 0
                                    ? storeAndSayYes(key, newer)
                                    : repository()
                                            .removeIf(key, rejected.token().fingerprint()))
                    .orFail();

            assertThat(repository().find(key)).as("round %d", round).contains(newer);
        }
    }

    @Test
    public void manyThreadsNeverSeeAnotherKeysToken() {
        List<Own> owners = Stream.generate(() -> new Own(SomeKeys.fresh(), anEntry(), anEntry()))
                .limit(10)
                .toList();

        Burst.of(50, i -> hammer(owners.get(i % owners.size()))).orFail();

        owners.forEach(own -> {
            repository().remove(own.key());
            assertThat(repository().find(own.key())).isEmpty();
        });
    }

    /** A key with the only entries that may ever be found under it. */
    private record Own(TokenKey key, TokenEntry one, TokenEntry other) {}

    private boolean hammer(Own own) {
        boolean removed = false;
        for (int n = 0; n < 20; n++) {
            TokenEntry entry = n % 2 == 0 ? own.one() : own.other();
            repository().store(own.key(), entry);
            repository().find(own.key()).ifPresent(found -> assertThat(found).isIn(own.one(), own.other()));
            removed |= n % 3 == 0
                    ? repository().remove(own.key())
                    : repository().removeIf(own.key(), entry.token().fingerprint());
        }
        return removed;
    }

    private boolean storeAndSayYes(TokenKey where, TokenEntry entry) {
        repository().store(where, entry);
        return true;
    }
}
