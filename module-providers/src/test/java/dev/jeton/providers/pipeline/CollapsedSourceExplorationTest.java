package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollapsedSourceExplorationTest {
    private static ModelCheckingOptions exploration() {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(0)
                .actorsPerThread(1)
                .actorsAfter(0)
                .iterations(1)
                .invocationsPerIteration(1500)
                // The map's own steps are not under test; left out, the exploration reaches deeper into ours.
                .addGuarantee(forClasses("java.util.concurrent.ConcurrentHashMap")
                        .allMethods()
                        .treatAsAtomic());
    }

    @Test
    @DisplayName("B-05 no interleaving of callers makes two exchanges")
    void oneFlightPerKey() {
        assertThatCode(() -> exploration().check(CollapsingOne.class)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("B-05 the exploration finds a collapsing that looks before it puts")
    void looksBeforeItPuts() {
        assertThatThrownBy(() -> exploration().check(LookingBeforePutting.class))
                .isInstanceOf(LincheckAssertionError.class);
    }
}
