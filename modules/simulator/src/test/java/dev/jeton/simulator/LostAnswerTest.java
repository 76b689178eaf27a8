package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.GRANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.simulator.Call.Outcome;
import dev.jeton.simulator.Fault.Loss;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LostAnswerTest {

    private static final GenesysClient ACME = new GenesysClient("acme", "acme-id", "s3cret", "us-east-1");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MovableClock clock = new MovableClock();
    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start(0, clock);
    private final Grants grants = simulator.qontak().grants();
    private final QontakCaller qontak = new QontakCaller(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest(name = "fault 10 an answer lost by {0} is written down, and what it gave is committed")
    @EnumSource(
            value = Loss.class,
            names = {"CLOSED", "CUT"})
    void lostAnswers(Loss how) throws Exception {
        String first = simulator.qontak().connect("acme");
        simulator.faults().setForNext(1, Service.QONTAK, "acme", new Fault.LostAnswer(how));

        assertThatThrownBy(() -> qontak.spend("acme", first)).isInstanceOf(IOException.class);

        assertThat(grants.lostAnswers("acme"))
                .isEqualTo(grants.spends("acme"))
                .containsExactly(new Spend("acme", 1, 1, clock.instant(), Spend.Outcome.ROTATED));
        assertThat(simulator.ledger().calls().getFirst().outcome()).isEqualTo(Outcome.LOST);
        assertThat(grants.families("acme").getFirst().generation()).isEqualTo(2);
        assertThat(simulator.tokens().issued(Service.QONTAK, "acme")).hasSize(1);
        assertThat(qontak.spend("acme", first).statusCode()).isEqualTo(400);
        assertThat(grants.isAlive("acme")).isFalse();
    }

    @Test
    @DisplayName("fault 4 a hung answer is known as committed and lost while its caller still waits")
    void hungAnswers() throws Exception {
        String first = simulator.qontak().connect("acme");
        simulator.faults().setForNext(1, Service.QONTAK, "acme", new Fault.LostAnswer(Loss.HUNG));

        CompletableFuture<HttpResponse<String>> waiting = qontak.spendLater("acme", first);
        grants.awaitLostAnswers("acme", 1, PATIENCE);

        assertThat(waiting).isNotDone();
        assertThat(grants.spends("acme").getFirst().outcome()).isEqualTo(Spend.Outcome.ROTATED);
        assertThat(qontak.spend("acme", first).statusCode()).isEqualTo(400);
        simulator.close();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aRefusalThatGetsLostIsNoLostAnswer() {
        simulator.qontak().connect("acme");
        simulator.faults().setForNext(1, Service.QONTAK, "acme", new Fault.LostAnswer());

        assertThatThrownBy(() -> qontak.spend("acme", "unknown")).isInstanceOf(IOException.class);

        assertThat(grants.count("acme")).isEqualTo(1);
        assertThat(grants.lostAnswers("acme")).isEmpty();
    }

    @Test
    void whatFailsBeforeTheCommitSpendsNothing() throws Exception {
        String first = simulator.qontak().connect("acme");
        simulator.faults().setForNext(1, Service.QONTAK, "acme", Fault.serverError(503));
        simulator.faults().setForNext(1, Service.QONTAK, "acme", new Fault.Reset());

        assertThat(qontak.spend("acme", first).statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> qontak.spend("acme", first)).isInstanceOf(IOException.class);

        assertThat(grants.spends("acme")).isEmpty();
        assertThat(qontak.spend("acme", first).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("fault 4 a caller who goes away while its answer is under way has lost it")
    void brokenAnswers() throws Exception {
        String first = simulator.qontak().connect("acme");
        simulator.faults().setForNext(1, Service.QONTAK, "acme", new Fault.Drip(Duration.ofMillis(20)));

        CompletableFuture<HttpResponse<String>> waiting = qontak.spendLater("acme", first);
        grants.awaitCount("acme", 1, PATIENCE);
        waiting.cancel(true);

        grants.awaitLostAnswers("acme", 1, PATIENCE);
    }

    @Test
    void anAnswerCutInTheMiddleHasBegunAndHasDoneItsWork() throws Exception {
        simulator.genesys().register(ACME);
        simulator.faults().set(Service.GENESYS, "acme", new Fault.LostAnswer(Loss.CUT));

        byte[] seen = rawToken();

        String text = new String(seen, StandardCharsets.US_ASCII);
        assertThat(text)
                .startsWith("HTTP/1.1 200")
                .contains("{\"access_token\"")
                .doesNotContain("}");
        assertThat(simulator.ledger().calls().getFirst().outcome()).isEqualTo(Outcome.LOST);
        assertThat(simulator.tokens().issued(Service.GENESYS, "acme")).hasSize(1);
    }

    @Test
    void anAnswerWithoutABodyIsNotEvenBegun() {
        simulator.genesys().register(ACME);
        simulator.faults().set(Service.GENESYS, "acme", new Fault.LostAnswer(Loss.CUT));

        assertThatThrownBy(() -> caller.send(
                        "HEAD", simulator.genesysLoginUrl() + "/oauth/token", "", Caller.tokenHeaders(ACME)))
                .isInstanceOf(IOException.class);
    }

    /** All bytes that arrive until the connection ends. */
    private byte[] rawToken() throws IOException {
        URI login = URI.create(simulator.genesysLoginUrl() + "/oauth/token");
        try (Socket socket = new Socket(login.getHost(), login.getPort())) {
            String head = "POST " + login.getPath() + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + Caller.FORM
                    + "\r\nAuthorization: " + Caller.basic(ACME.clientId(), ACME.clientSecret())
                    + "\r\nContent-Length: " + GRANT.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + GRANT).getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }
}
