package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The half of {@link TokenRepositoryContract} in which many keys or many threads meet; adapters extend that one. */
public abstract class TokenRacesContract {

    private static final long SEED = 20_261_120;
    private static final int PAIRS = 2_000;

    /** What a test is about; nobody else's. */
    final TokenKey key = SomeKeys.fresh();

    TokenRacesContract() {}

    /** The repository under test; the same one for the length of a test. */
    protected abstract TokenRepository repository();

    /** The clock by which it forgets. */
    protected abstract TimeSource time();

    /** A new entry with this life, in whatever is the finest that the repository keeps. */
    protected TokenEntry entryFor(Duration lifetime) {
        return SomeEntries.lasting(lifetime, time().now());
    }

    final TokenEntry anEntry() {
        return entryFor(Duration.ofHours(1));
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
