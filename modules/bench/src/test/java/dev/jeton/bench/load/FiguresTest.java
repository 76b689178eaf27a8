package dev.jeton.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(Rounds.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Rounds.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
    }

    @Test
    void ratiosAreTakenRoundByRound() throws Exception {
        Deque<Double> slow = new ArrayDeque<>(List.of(50.0, 5.0, 80.0));
        Deque<Double> fast = new ArrayDeque<>(List.of(100.0, 10.0, 100.0));
        Rounds rounds = new Rounds().compare("slow", slow::pop).compare("fast", fast::pop);
        assertThat(rounds.run(3).medianRatio("slow", "fast")).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void wrkIsBelievedOnlyWithoutErrors() throws Exception {
        assertThat(Wrk.rate("  123 requests in 1.00s\nRequests/sec:  42482.51\n"))
                .isEqualTo(42482.51);
        assertThatThrownBy(() -> Wrk.rate("  Non-2xx or 3xx responses: 12\nRequests/sec:  42482.51\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("12");
    }

    @Test
    void aScriptForWrkHoldsTheSameBytes() {
        Route route = Route.post("post", "/a", "Bearer secret", List.of("{\"a\":1}"));
        assertThat(WrkScript.of(route, "localhost:1"))
                .contains("\"POST /a HTTP/1.1\\r\\nHost: localhost:1\\r\\n")
                .contains("Content-Length: 7\\r\\n\\r\\n{\\\"a\\\":1}\"");
    }

    @Test
    void optionsHaveDefaultsAndAreChecked() {
        LoadPlan plan = LoadPlan.parse("--rounds", "3", "--client", "bundled");
        assertThat(plan.rounds()).isEqualTo(3);
        assertThat(plan.connections()).isEqualTo(16);
        assertThat(plan.client()).isInstanceOf(BundledClient.class);
        assertThatThrownBy(() -> LoadPlan.parse("--round", "3")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoadPlan.parse("--rounds", "0")).isInstanceOf(IllegalArgumentException.class);
    }
}
