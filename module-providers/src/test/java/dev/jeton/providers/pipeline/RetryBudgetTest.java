package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    @Test
    @DisplayName("fault 58 a quiet provider has a few retries, and then none")
    void aFewForTheQuiet() {
        assertThat(affordable(100)).isEqualTo(20);
        assertThat(budget.affordsRetry()).isFalse();
    }

    @Test
    @DisplayName("fault 58 ten calls earn one retry")
    void tenForOne() {
        affordable(100);
        IntStream.range(0, 9).forEach(i -> budget.called());
        assertThat(budget.affordsRetry()).isFalse();
        budget.called();
        assertThat(budget.affordsRetry()).isTrue();
        assertThat(budget.affordsRetry()).isFalse();
    }

    @Test
    @DisplayName("fault 74 a thousand failing calls are burdened with a tenth more")
    void aTenthUnderLoad() {
        long retries = IntStream.range(0, 1000)
                .filter(i -> {
                    budget.called();
                    return budget.affordsRetry();
                })
                .count();
        assertThat(retries).isBetween(100L, 121L);
    }

    @Test
    @DisplayName("fault 74 a long quiet time saves up no more than the few")
    void savesNoStorm() {
        IntStream.range(0, 100_000).forEach(i -> budget.called());
        assertThat(affordable(1000)).isEqualTo(20);
    }

    private long affordable(int attempts) {
        return IntStream.range(0, attempts).filter(i -> budget.affordsRetry()).count();
    }
}
