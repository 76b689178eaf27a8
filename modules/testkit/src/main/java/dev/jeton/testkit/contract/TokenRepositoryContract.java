package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TokenRepository} keeps, here with one caller and, inherited, with many. A subclass supplies the repository and its clock: a {@link ManualTime} is
 * moved by hand; where the clock is a real one, for a server's is, the contract uses short lives and waits, bounded.
 *
 * <p>Test methods are public so that they can be called where this module is on the module path.
 */
public abstract class TokenRepositoryContract extends TokenRacesContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    protected TokenRepositoryContract() {}

    /** How long a token lives whose end a test waits for; a slow server may need longer. */
    protected Duration shortLife() {
        return time() instanceof ManualTime ? Duration.ofSeconds(60) : Duration.ofMillis(400);
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
}
