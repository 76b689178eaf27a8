package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.http.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the proxy does about a token that an API refuses. */
final class ProxyHealTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private static final String ALL = "all";
    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final Set<String> DEAD = ConcurrentHashMap.newKeySet();

    @AutoClose
    private static final WireApi API = new WireApi((asked, out) -> {
        boolean refused = DEAD.contains(asked.token()) || DEAD.contains(ALL);
        WireApi.answer(
                out, refused ? 401 : 200, refused ? "refused" : asked.body().length() + " " + asked.token());
    });

    @AutoClose
    private static final LocalBroker BROKER =
            LocalBroker.start(Map.of("GENESYS_API_URL", API.url(), "FORCE_REFRESH_MIN_INTERVAL", "0s"));

    /** Of each test its own: tokens of one must not be remembered in another. */
    private final String tenant = "tenant-" + TENANTS.incrementAndGet();

    private final String path = "/api/v1/proxy/genesys/" + tenant + "/users/me";

    @BeforeEach
    void register() {
        DEAD.remove(ALL);
        API.asked().clear();
        BROKER.simulator().genesys().register(GenesysClient.invented(tenant, "us-east-1"));
    }

    private HttpAnswer post(String body, String... headers) {
        StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: jeton\r\nConnection: close\r\n");
        request.append("Authorization: Bearer ").append(LocalBroker.SECRET).append("\r\n");
        List.of(headers).forEach(header -> request.append(header).append("\r\n"));
        return new RawHttp(BROKER.port()).send(request + "\r\n" + body);
    }

    private int exchanges() {
        return BROKER.simulator().ledger().count(Service.GENESYS, tenant);
    }

    /** The token that is current becomes one that the API refuses. */
    private String kill() {
        BROKER.get(path);
        String token = API.asked().getLast().token();
        DEAD.add(token);
        return token;
    }

    @Test
    @DisplayName("a dead token is replaced, and the call is sent again, once")
    void healsOnce() {
        String old = kill();

        HttpAnswer answer = BROKER.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("0 c4nary").doesNotContain(old);
        assertThat(exchanges()).isEqualTo(2);
        assertThat(API.asked().stream().map(WireApi.Asked::token).filter(old::equals))
                .as("before it was dead, and once after")
                .hasSize(2);
    }

    @Test
    @DisplayName("a second 401 is the caller's, and such a one costs no more than one exchange for a while")
    void secondIsTheCallers() {
        DEAD.add(ALL);

        for (int i = 0; i < 5; i++) {
            HttpAnswer answer = BROKER.get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("refused");
        }

        assertThat(exchanges()).isEqualTo(2);
        assertThat(API.asked()).as("twice the first time, then once each").hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 64 * 1024, 64 * 1024 + 1, 500_000, MEBIBYTE})
    @DisplayName("bodies up to 1 MiB are sent again whole, however they come")
    void bodiesAreSentAgain(int length) {
        kill();
        String body = "x".repeat(length);

        assertThat(post(body, "Content-Length: " + length).body()).startsWith(length + " ");
        kill();
        String chunked = Integer.toHexString(length) + "\r\n" + body + "\r\n0\r\n\r\n";
        assertThat(post(chunked, "Transfer-Encoding: chunked").body()).startsWith(length + " ");
        assertThat(exchanges()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"known", "chunked"})
    @DisplayName("a longer body is sent once: its caller is given the 401, and the next one another token")
    void longBodiesAreNotSentAgain(String framing) {
        String old = kill();
        int length = MEBIBYTE + 1;
        String body = "x".repeat(length);

        HttpAnswer answer = framing.equals("known")
                ? post(body, "Content-Length: " + length)
                : post(Integer.toHexString(length) + "\r\n" + body + "\r\n0\r\n\r\n", "Transfer-Encoding: chunked");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(API.asked().getLast().body()).hasSize(length);
        assertThat(BROKER.get(path).body()).startsWith("0 c4nary").doesNotContain(old);
        assertThat(exchanges()).isEqualTo(2);
    }

    @Test
    @DisplayName("34 200 callers with one dead token make one exchange, and all are answered")
    void storm() {
        String old = kill();

        List<Integer> statuses = Burst.of(200, i -> BROKER.get(path).status()).orFail();

        assertThat(statuses).containsOnly(200);
        assertThat(exchanges()).isEqualTo(2);
        System.out.printf("%d checked, 0 violated%n", statuses.size());
        assertThat(API.asked().getLast().token()).isNotEqualTo(old);
    }

    @Test
    @DisplayName("where no other token can be had, that is what the caller is told")
    void noOther() {
        kill();
        BROKER.simulator()
                .genesys()
                .remove(GenesysClient.invented(tenant, "us-east-1").clientId());

        HttpAnswer answer = BROKER.get(path);

        assertProblem(answer, 424, "CREDENTIALS_REJECTED");
    }

    @Test
    @DisplayName("at Meta the codes 0 and 190 kill a token, and missing permissions do not")
    void meta() throws IOException {
        try (WireApi graph = new WireApi((asked, out) -> {
                    String code = asked.target().substring(asked.target().lastIndexOf('/') + 1);
                    String body = "{\"error\":{\"code\":" + code + ",\"message\":\"c4nary\"}}";
                    WireApi.answer(out, 400, body, "Content-Type: application/json");
                });
                LocalBroker other = LocalBroker.start(Map.of("WHATSAPP_GRAPH_URL", graph.url()))) {
            String dies = "0 190";
            for (String code : List.of("0", "190", "10", "200", "299", "4", "80007", "\"190\"", "190.5")) {
                graph.asked().clear();
                HttpAnswer answer = other.get("/api/v1/proxy/whatsapp/acme/" + code.replace("\"", "%22"));
                boolean isDead = List.of(dies.split(" ")).contains(code);
                // A system user's token stands among the credentials: there is no other one to be had.
                assertThat(answer.status()).as(code).isEqualTo(isDead ? 424 : 400);
            }
        }
    }

    @Test
    @DisplayName("nor do long bodies that are refused for ever")
    void longBodiesInVain() {
        DEAD.add(ALL);
        int length = MEBIBYTE + 1;
        String body = "x".repeat(length);

        for (int i = 0; i < 4; i++) {
            assertThat(post(body, "Content-Length: " + length).status()).isEqualTo(401);
        }

        assertThat(exchanges()).isEqualTo(2);
    }

    @Test
    @DisplayName("of Meta's answers that are to be understood none is compressed")
    void readable() throws IOException {
        try (WireApi graph = WireApi.answering(200, "{}");
                LocalBroker other = LocalBroker.start(Map.of("WHATSAPP_GRAPH_URL", graph.url()))) {
            other.get("/api/v1/proxy/whatsapp/acme/me", "Accept-Encoding", "gzip");
            assertThat(graph.asked().getLast().header("accept-encoding")).hasValue("identity");

            BROKER.get(path, "Accept-Encoding", "gzip");
            assertThat(API.asked().getLast().header("accept-encoding")).hasValue("gzip");
        }
    }
}
