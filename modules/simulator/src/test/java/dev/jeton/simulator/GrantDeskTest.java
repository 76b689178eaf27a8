package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.OAuthClient.Authentication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GrantDeskTest {

    private final MovableClock clock = new MovableClock();
    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start(0, clock);
    private final QontakCaller qontak = new QontakCaller(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void aPersonConnectsOverHttpAndTheTokenWorks() throws Exception {
        HttpResponse<String> response = send("POST", "/qontak/acme", "");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        String token = json(response).path("refresh_token").asText();
        assertThat(token).contains(Simulator.CANARY);
        assertThat(qontak.spend("acme", token).statusCode()).isEqualTo(200);
    }

    @Test
    void aTenantOfADeclaredProviderConnectsLikewise() throws Exception {
        simulator.oauth().register("crm", new OAuthClient("acme", "id", "s3cret", Authentication.POST));

        String token = json(send("POST", "/crm/acme", "")).path("refresh_token").asText();

        assertThat(simulator.oauth().grants("crm").firstToken("acme")).contains(token);
        assertThat(send("POST", "/crm/globex", "").statusCode()).isEqualTo(400);
    }

    @Test
    void whatHappenedCanBeReadWithoutSecrets() throws Exception {
        String first = simulator.qontak().connect("acme");
        qontak.spend("acme", first);
        qontak.spend("acme", first);

        HttpResponse<String> response = send("GET", "/qontak/acme", "");

        JsonNode seen = json(response);
        assertThat(seen.path("alive").asBoolean(true)).isFalse();
        assertThat(seen.path("doubleSpends").asInt()).isEqualTo(1);
        assertThat(seen.at("/families/0/cause").asText()).isEqualTo("REUSE");
        assertThat(seen.at("/families/0/generation").asInt()).isEqualTo(2);
        assertThat(seen.at("/spends/0/outcome").asText()).isEqualTo("ROTATED");
        assertThat(seen.at("/spends/1/outcome").asText()).isEqualTo("REUSED");
        assertThat(seen.at("/spends/1/generation").asInt()).isEqualTo(1);
        assertThat(seen.path("lostAnswers")).isEmpty();
        assertThat(response.body()).doesNotContain(Simulator.CANARY);
    }

    @Test
    void aPersonDisconnects() throws Exception {
        simulator.qontak().connect("acme");

        assertThat(send("DELETE", "/qontak/acme", "").statusCode()).isEqualTo(204);

        assertThat(simulator.qontak().grants().isAlive("acme")).isFalse();
    }

    static Stream<Arguments> orders() {
        Duration seven = Duration.ofMillis(7);
        return Stream.of(
                Arguments.of("{}", Temper.STRICT),
                Arguments.of("{\"temper\":\"strict\"}", Temper.STRICT),
                Arguments.of("{\"temper\":\"fixed\"}", Temper.FIXED),
                Arguments.of("{\"temper\":\"lenient\"}", Temper.LENIENT),
                Arguments.of("{\"temper\":\"grace\",\"graceMillis\":7}", Temper.grace(seven)),
                Arguments.of(
                        "{\"temper\":\"grace\",\"graceMillis\":7,\"repeat\":\"new\"}",
                        new Temper.Grace(seven, Temper.Repeat.NEW_SUCCESSOR)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("orders")
    void temperAndLifetimeCanBeOrdered(String order, Temper temper) throws Exception {
        send("POST", "/qontak/acme", "{\"lifetimeSeconds\":2}");

        assertThat(send("POST", "/qontak/acme", order).statusCode()).isEqualTo(201);

        assertThat(simulator.qontak().client("acme").orElseThrow().terms())
                .isEqualTo(new QontakClient.Terms(Duration.ofSeconds(2), temper, Bodies.BOTH));
    }

    @ParameterizedTest(name = "order {0} is refused, naming {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "x|JSON",
                "{\"temper\":\"mild\"}|temper",
                "{\"temper\":7}|temper",
                "{\"temper\":\"grace\"}|graceMillis",
                "{\"temper\":\"grace\",\"graceMillis\":0}|graceMillis",
                "{\"temper\":\"grace\",\"graceMillis\":1,\"repeat\":\"old\"}|repeat",
                "{\"lifetimeSeconds\":0}|lifetimeSeconds",
                "{\"lifetimeSeconds\":172801}|lifetimeSeconds"
            })
    void wrongOrders(String order, String named) throws Exception {
        HttpResponse<String> response = send("POST", "/qontak/acme", order);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").asText()).contains(named).endsWith(".");
        assertThat(simulator.qontak().grants().families("acme")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({"PUT, /qontak/acme, 405", "POST, /genesys/acme, 400", "POST, /qontak, 404", "GET, /qontak/nobody, 200"})
    void otherRequests(String method, String path, int status) throws Exception {
        assertThat(send(method, path, "").statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> send(String method, String path, String order) throws Exception {
        return caller.send(
                method, simulator.url() + "/_simulator/grants" + path, order, "Content-Type", "application/json");
    }
}
