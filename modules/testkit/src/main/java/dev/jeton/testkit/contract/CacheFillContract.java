package dev.jeton.testkit.contract;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.CacheService.Source;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Gate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheServiceContract} in which there is a source, or many threads meet; adapters extend that one. */
public abstract class CacheFillContract {

    static final Duration HOUR = Duration.ofHours(1);

    private static final int CALLERS = 100;

    /** What a test is about; nobody else's. */
    final CacheKey key = SomeValues.freshKey();

    private final AtomicInteger asked = new AtomicInteger();

    CacheFillContract() {}

    /** The service under test; the same one for the length of a test. */
    protected abstract CacheService cache();

    private Source<String> having(String value) {
        return SomeValues.source(() -> {
            asked.incrementAndGet();
            return Optional.of(value);
        });
    }

    private Optional<String> loaded(Source<String> source) {
        return cache().getOrLoad(key, TEXT, source);
    }

    /** A source that, while it is asked, has {@code meanwhile} done by somebody else. */
    private Source<String> interrupted(String value, Runnable meanwhile) {
        return SomeValues.source(() -> {
            Burst.of(1, i -> {
                        meanwhile.run();
                        return i;
                    })
                    .orFail();
            return Optional.of(value);
        });
    }

    @Test
    public void whatASourceHasIsKept() {
        assertThat(loaded(having("one"))).contains("one");
        assertThat(loaded(having("another"))).contains("one");

        assertThat(asked).hasValue(1);
        assertThat(cache().get(key, TEXT)).contains("one");
        assertThat(cache().exists(key)).isTrue();
    }

    @Test
    public void whatIsKeptIsNotAskedFor() {
        cache().set(key, "kept", TEXT, HOUR);

        assertThat(loaded(having("loaded"))).contains("kept");

        assertThat(asked).hasValue(0);
    }

    @Test
    public void whatASourceDoesNotHaveIsAskedForAgain() {
        assertThat(loaded(SomeValues.source(Optional::empty))).isEmpty();
        assertThat(cache().exists(key)).isFalse();

        assertThat(loaded(having("one"))).contains("one");
        assertThat(cache().get(key, TEXT)).contains("one");
    }

    @Test
    public void whatMayNotBeKeptIsGivenAndNotKept() {
        assertThat(loaded(SomeValues.source(() -> Optional.of("brief"), Duration.ZERO)))
                .contains("brief");

        assertThat(cache().get(key, TEXT)).isEmpty();
        assertThat(loaded(having("one"))).contains("one");
    }

    @Test
    public void whatIsTooLongToBeKeptIsGivenAndNotKept() {
        String longest = SomeValues.text(200_000, false);

        assertThat(loaded(having(longest))).contains(longest);

        assertThat(cache().get(key, TEXT)).isEmpty();
    }

    @Test
    public void aSourceThatFailsFailsItsCallerAndKeepsNothing() {
        assertThatThrownBy(() -> loaded(SomeValues.source(() -> {
                    throw new IllegalStateException("the database is away");
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the database is away");

        assertThat(cache().exists(key)).isFalse();
        assertThat(loaded(having("one"))).contains("one");
        assertThat(cache().get(key, TEXT)).contains("one");
    }

    @Test
    public void whatIsDeletedWhileItsSourceIsAskedIsNotKept() {
        assertThat(loaded(interrupted("stale", () -> cache().delete(key)))).contains("stale");

        assertThat(cache().get(key, TEXT)).isEmpty();
        assertThat(loaded(having("one"))).contains("one");
    }

    @Test
    public void whatIsDeletedByAPatternWhileItsSourceIsAskedIsNotKept() {
        CachePattern pattern = new CachePattern(key.name() + "*");

        assertThat(loaded(interrupted("stale", () -> cache().deletePattern(pattern))))
                .contains("stale");

        assertThat(cache().get(key, TEXT)).isEmpty();
    }

    @Test
    public void whatIsSetWhileTheSourceIsAskedStays() {
        loaded(interrupted("stale", () -> cache().set(key, "newer", TEXT, HOUR)));

        assertThat(cache().get(key, TEXT)).contains("newer");
    }

    @Test
    public void whileASourceIsAskedNothingIsThereAndSomethingCanBeSet() {
        loaded(interrupted("stale", () -> {
            assertThat(cache().get(key, TEXT)).isEmpty();
            assertThat(cache().exists(key)).isFalse();
            assertThat(cache().delete(key)).isFalse();
            assertThat(cache().setIfAbsent(key, "newer", TEXT, HOUR)).isTrue();
            assertThat(cache().setIfAbsent(key, "late", TEXT, HOUR)).isFalse();
        }));

        assertThat(cache().get(key, TEXT)).contains("newer");
    }

    @Test
    public void whoAsksAfterADeletionIsNotGivenWhatWasAskedForBefore() {
        loaded(interrupted("stale", () -> {
            cache().delete(key);
            assertThat(loaded(having("newer"))).contains("newer");
        }));

        assertThat(cache().get(key, TEXT)).isNotEqualTo(Optional.of("stale"));
    }

    @Test
    public void manyWhoAskAtOnceAskTheSourceOnce() {
        Gate gate = new Gate();
        Source<String> slow = SomeValues.source(() -> {
            asked.incrementAndGet();
            pass(gate);
            return Optional.of("one");
        });
        List<Optional<String>> answers =
                Burst.of(CALLERS + 1, i -> i == 0 ? opened(gate) : loaded(slow)).orFail();

        assertThat(answers.subList(1, answers.size())).containsOnly(Optional.of("one"));
        assertThat(asked).hasValue(1);
    }

    @Test
    public void whoWaitsForASourceThatFailsFailsWithIt() {
        Gate gate = new Gate();
        Source<String> failing = SomeValues.source(() -> {
            pass(gate);
            throw new IllegalStateException("the database is away");
        });

        Burst<Optional<String>> burst = Burst.of(10, i -> i == 0 ? opened(gate) : loaded(failing));

        assertThat(burst.failures()).hasSize(9).allMatch(IllegalStateException.class::isInstance);
        assertThat(cache().exists(key)).isFalse();
    }

    private static Optional<String> opened(Gate gate) {
        gate.awaitArrived(1);
        gate.open();
        return Optional.empty();
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted at the gate", e);
        }
    }

    @Test
    public void ofManyWhoSetItIfAbsentOneDoes() {
        for (int round = 0; round < 10; round++) {
            CacheKey contested = SomeValues.freshKey();
            List<Boolean> told = Burst.of(CALLERS, i -> cache().setIfAbsent(contested, "by-" + i, TEXT, HOUR))
                    .orFail();

            assertThat(told).as("round %d", round).containsOnlyOnce(true);
            assertThat(cache().get(contested, TEXT)).contains("by-" + told.indexOf(true));
        }
    }

    @Test
    public void countingLosesNothing() {
        List<Long> counts = Burst.of(
                        50,
                        i -> Collections.max(List.of(
                                cache().increment(key, HOUR),
                                cache().increment(key, HOUR),
                                cache().increment(key, HOUR),
                                cache().increment(key, HOUR))))
                .orFail();

        assertThat(counts).doesNotHaveDuplicates().contains(200L);
        assertThat(cache().increment(key, HOUR)).isEqualTo(201);
    }
}
