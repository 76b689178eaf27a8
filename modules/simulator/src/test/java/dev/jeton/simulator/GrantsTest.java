package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.simulator.Grants.Consent;
import dev.jeton.simulator.Grants.Presented;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrantsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MovableClock clock = new MovableClock();
    private final Simulator simulator = Simulator.start(0, clock);
    private final Grants grants = simulator.qontak().grants();
    private final QontakCaller qontak = new QontakCaller(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void disconnectingKillsRefreshAndAccessTokens() throws Exception {
        String first = simulator.qontak().connect("acme");
        var answer = json(qontak.spend("acme", first));

        grants.disconnect("acme");
        grants.disconnect("nobody");

        assertThat(grants.isAlive("acme")).isFalse();
        assertThat(qontak.api(answer.path("access_token").asText()).statusCode())
                .isEqualTo(401);
        assertThat(qontak.spend("acme", answer.path("refresh_token").asText()).statusCode())
                .isEqualTo(400);
        assertThat(grants.doubleSpends("acme")).isZero();
        assertThat(simulator.qontak().connect("acme")).isNotEqualTo(first);
        assertThat(grants.isAlive("acme")).isTrue();
    }

    @Test
    void waitingInVainSaysHowManyCame() {
        assertThatThrownBy(() -> grants.awaitCount("acme", 1, Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("0 spends for acme within PT0.001S, not 1");
        assertThatThrownBy(() -> grants.awaitLostAnswers("acme", 2, Duration.ofMillis(1)))
                .hasMessage("0 lost answers for acme within PT0.001S, not 2");
    }

    @Test
    @DisplayName(
            "I2 of callers who spend one token at once exactly one rotates, and on a strict server nothing survives")
    void oneOfManyRotates() throws Exception {
        Tokens tokens = new Tokens(clock);
        for (int round = 0; round < 200; round++) {
            Grants strict = new Grants(clock, tokens);
            List<Exchanged> all = atOnce(4, strict, tokens, connect(strict, Temper.STRICT));

            assertThat(all)
                    .extracting(each -> each.spend().outcome())
                    .containsOnlyOnce(Spend.Outcome.ROTATED)
                    .containsOnly(Spend.Outcome.ROTATED, Spend.Outcome.REUSED);
            assertThat(strict.doubleSpends("acme")).isEqualTo(3);
            assertThat(strict.isAlive("acme")).isFalse();
            assertThat(tokens.issued(Service.QONTAK, "acme"))
                    .hasSize(round + 1)
                    .noneMatch(token -> tokens.isLiving(Service.QONTAK, token));
        }
    }

    @Test
    void inGraceCallersAtOnceShareOneSuccessor() throws Exception {
        Tokens tokens = new Tokens(clock);
        Grants kind = new Grants(clock, tokens);

        List<Exchanged> all = atOnce(8, kind, tokens, connect(kind, Temper.grace(PATIENCE)));

        assertThat(all)
                .extracting(Exchanged::successor)
                .doesNotContainNull()
                .containsOnly(all.getFirst().successor());
        assertThat(all).extracting(Exchanged::accessToken).doesNotHaveDuplicates();
        assertThat(all).extracting(each -> each.spend().outcome()).containsOnlyOnce(Spend.Outcome.ROTATED);
        assertThat(kind.families("acme").getFirst().generation()).isEqualTo(2);
    }

    @Test
    void nothingPrintsASecret() throws Exception {
        String first = simulator.qontak().connect("acme");
        qontak.spend("acme", first);
        Tokens tokens = new Tokens(clock);
        Grants strict = new Grants(clock, tokens);
        String token = connect(strict, Temper.STRICT);

        assertThat(Stream.of(
                                simulator.qontak().client("acme"),
                                grants.spends("acme"),
                                grants.families("acme"),
                                new Presented(token, "acme", "id"),
                                strict.exchange(new Presented(token, "acme", "id"), tenant -> token),
                                new TokenFamily.Turn(1, Spend.Outcome.ROTATED, token))
                        .map(Object::toString))
                .noneMatch(text -> text.contains(Simulator.CANARY));
    }

    private static String connect(Grants grants, Temper temper) {
        return grants.connect(new Consent("acme", "id", Set.of(), temper));
    }

    private static List<Exchanged> atOnce(int callers, Grants grants, Tokens tokens, String refreshToken)
            throws Exception {
        CyclicBarrier gate = new CyclicBarrier(callers);
        Callable<Exchanged> call = () -> {
            gate.await();
            return grants.exchange(
                    new Presented(refreshToken, "acme", "id"),
                    tenant -> tokens.issue(Service.QONTAK, tenant, PATIENCE));
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Exchanged> all = threads
                    .invokeAll(Stream.generate(() -> call).limit(callers).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            return all;
        }
    }
}
