package dev.jeton.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void ofAHundredTheNinetyNinthIsTheLastButOne() {
        Quantiles quantiles = new Quantiles(
                LongStream.rangeClosed(1, 100).map(each -> each * 1_000_000).toArray());
        assertThat(quantiles.millis(0.5)).isEqualTo(50);
        assertThat(quantiles.millis(0.99)).isEqualTo(99);
        assertThat(quantiles.millis(1)).isEqualTo(100);
        assertThat(quantiles.millis(0)).isEqualTo(1);
    }

    @Test
    void aBrokenPromiseEndsInAFailureThatNamesIt() {
        Verdicts verdicts = new Verdicts();
        verdicts.check(true, "kept");
        verdicts.check(false, "somebody waited");
        assertThatThrownBy(verdicts::orFail)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("violated: somebody waited");
        assertThat(verdicts).hasToString("2 checked, 1 violated");
    }
}
