package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.GRANT;
import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.simulator.Call.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {

    private static final GenesysClient ACME = new GenesysClient("acme", "acme-id", "s3cret", "us-east-1");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start();

    @BeforeEach
    void register() {
        simulator.genesys().register(ACME);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void latencyDelaysTheRightAnswer() throws Exception {
        on(new Fault.Latency(Duration.ofMillis(80)));
        long start = System.nanoTime();

        assertThat(token().statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        Call call = onlyCall();
        assertThat(Duration.between(call.start(), call.end().orElseThrow()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(79));
    }

    static Stream<Arguments> answers() {
        byte[] garbage = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 0, (byte) 0xFF};
        return Stream.of(
                Arguments.of(Fault.unauthorized(), 401, "Content-Type", "application/json"),
                Arguments.of(Fault.rateLimited("5"), 429, "Retry-After", "5"),
                Arguments.of(Fault.rateLimited("in a while"), 429, "Retry-After", "in a while"),
                Arguments.of(Fault.serverError(502), 502, "Content-Type", "text/html"),
                Arguments.of(Fault.garbage(garbage, "application/json"), 200, "Content-Length", "5"),
                Arguments.of(Fault.redirect("http://elsewhere/"), 307, "Location", "http://elsewhere/"),
                Arguments.of(Fault.answer(Answer.of(204)), 204, "X-None", ""),
                Arguments.of(Fault.answer(Answer.of(200)), 200, "Content-Length", "0"),
                Arguments.of(
                        Fault.answer(Answer.json(200, "{\"access_token\":[]}").withHeader("X-Odd", "a b")),
                        200,
                        "X-Odd",
                        "a b"));
    }

    @ParameterizedTest(name = "{0} is {1} with {2}: {3}")
    @MethodSource("answers")
    void anyOtherAnswerCanStandIn(Fault fault, int status, String header, String value) throws Exception {
        on(fault);

        HttpResponse<String> response = token();

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue(header).orElse("")).isEqualTo(value);
        assertThat(onlyCall().status()).isEqualTo(status);
        assertThat(simulator.tokens().issued(Service.GENESYS, "acme")).isEmpty();
    }

    @Test
    void rawBytesArriveAsTheyAre() throws Exception {
        on(Fault.garbage("no json".getBytes(StandardCharsets.UTF_8), "text/plain"));

        assertThat(token().body()).isEqualTo("no json");
    }

    @Test
    void hungCallsNeitherEndNorHoldUpOthersNorTheClosing() throws Exception {
        on(new Fault.Hang());
        List<CompletableFuture<HttpResponse<String>>> hung =
                IntStream.range(0, 20).mapToObj(i -> tokenLater()).toList();
        simulator.ledger().awaitCount(Service.GENESYS, "acme", 20, PATIENCE);

        assertThat(simulator.ledger().calls())
                .allSatisfy(call -> assertThat(call.outcome()).isEqualTo(Outcome.IN_FLIGHT))
                .allSatisfy(call -> assertThat(call.end()).isEmpty());
        assertThat(hung).noneMatch(CompletableFuture::isDone);
        assertThat(caller.get(simulator.url() + "/_simulator/ledger").statusCode())
                .isEqualTo(200);

        long start = System.nanoTime();
        simulator.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(hung)
                .allSatisfy(call ->
                        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class));
    }

    @Test
    void resetClosesWithoutAnswerAndWithoutWork() {
        on(new Fault.Reset());

        assertThatThrownBy(this::token).isInstanceOf(IOException.class);

        assertThat(onlyCall().outcome()).isEqualTo(Outcome.RESET);
        assertThat(onlyCall().status()).isZero();
        assertThat(simulator.tokens().issued(Service.GENESYS, "acme")).isEmpty();
    }

    @Test
    void aLostAnswerHasDoneItsWork() throws Exception {
        on(new Fault.LostAnswer());

        assertThatThrownBy(this::token).isInstanceOf(IOException.class);

        assertThat(onlyCall().outcome()).isEqualTo(Outcome.LOST);
        String lost = simulator.tokens().issued(Service.GENESYS, "acme").getFirst();
        assertThat(caller.get(simulator.genesysApiUrl() + "/api/v2/organizations/me", "Authorization", "Bearer " + lost)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDripIsTheRightAnswerInTheEnd() throws Exception {
        on(new Fault.Drip(Duration.ofMillis(1)));
        long start = System.nanoTime();

        HttpResponse<String> response = token();

        assertThat(json(response).path("expires_in").asLong()).isEqualTo(86_400);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(response.body().length()));
        assertThat(onlyCall().outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void closingCutsADrip() throws Exception {
        on(new Fault.Drip(Duration.ofMinutes(1)));
        CompletableFuture<HttpResponse<String>> dripping = tokenLater();
        simulator.ledger().awaitCount(Service.GENESYS, "acme", 1, PATIENCE);

        simulator.close();

        assertThatThrownBy(() -> dripping.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aFloodGoesOnForAsLongAsItIsTold() throws Exception {
        on(new Fault.Flood(1_000_000));

        assertThat(token().body()).startsWith("{\"access_token\":\"AAA").hasSize(1_000_017);
    }

    @Test
    void faultsAreOfOneServiceAndTenant() throws Exception {
        GenesysClient globex = new GenesysClient("globex", "globex-id", "x", "us-east-1");
        simulator.genesys().register(globex);
        on(Fault.serverError(503));

        assertThat(token().statusCode()).isEqualTo(503);
        assertThat(caller.token(simulator.genesysLoginUrl(), globex).statusCode())
                .isEqualTo(200);
        assertThat(caller.get(simulator.tenantServiceUrl() + "/tenants/acme/credentials/genesys")
                        .statusCode())
                .isEqualTo(200);
    }

    private void on(Fault fault) {
        simulator.faults().set(Service.GENESYS, "acme", fault);
    }

    private HttpResponse<String> token() throws IOException, InterruptedException {
        return caller.token(simulator.genesysLoginUrl(), ACME);
    }

    private CompletableFuture<HttpResponse<String>> tokenLater() {
        return caller.later("POST", simulator.genesysLoginUrl() + "/oauth/token", GRANT, Caller.tokenHeaders(ACME));
    }

    private Call onlyCall() {
        assertThat(simulator.ledger().calls()).hasSize(1);
        return simulator.ledger().calls().getFirst();
    }
}
