package dev.jeton.client.http;

import static dev.jeton.client.http.StubApi.answer;
import static dev.jeton.client.http.StubApi.hangUp;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.secret.Canaries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each method with each body, waited for and not, with each way in which an API can answer. */
final class HealingTest {

    private static final TokenKey ACME = TokenKey.of("genesys", "acme");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final String TEXT = "{\"name\":\"väl\"}";
    private static final String LARGE = "0123456789abcdef".repeat(1 << 16);
    private static final String STREAM = "0123456789abcdef".repeat(1 << 13);

    private final Canaries canaries = new Canaries();
    private final List<String> violations = new ArrayList<>();
    private int checked;

    /** @param answers the last one again and again */
    private record Case(List<HttpHandler> answers, String outcome, int attempts) {
        static Case of(String outcome, int attempts, HttpHandler... answers) {
            return new Case(List.of(answers), outcome, attempts);
        }
    }

    private record Body(String name, String bytes, BodyPublisher publisher) {}

    private static final List<Case> CASES = List.of(
            Case.of("200 fine", 1, answer(200, "fine")),
            Case.of("200 fine", 2, answer(401, "dead"), answer(200, "fine")),
            Case.of("401 dead too", 2, answer(401, "dead"), answer(401, "dead too"), answer(200, "fine")),
            Case.of("503 ill", 2, answer(401, "dead"), answer(503, "ill")),
            Case.of("200 fine", 2, answer(401, ""), answer(200, "fine")),
            Case.of("200 fine", 2, graph(190), answer(200, "fine")),
            Case.of("200 fine", 2, graph(0), answer(200, "fine")),
            Case.of("400 " + error(190), 2, graph(190), graph(190), answer(200, "fine")),
            Case.of("400 " + error(10), 1, graph(10), answer(200, "fine")),
            Case.of("400 " + error(200), 1, graph(200), answer(200, "fine")),
            Case.of("400 {\"error\":", 1, answer(400, "{\"error\":"), answer(200, "fine")),
            Case.of("403 " + error(190), 1, answer(403, error(190)), answer(200, "fine")),
            Case.of("IOException", 2, answer(401, "dead"), hangUp()));

    private static HttpHandler graph(int code) {
        return answer(400, error(code));
    }

    /** @param code the one that counts; it is named 190 in other places as well */
    private static String error(int code) {
        return "{\"code\":190,\"error\":{\"data\":{\"code\":190},\"message\":\"190\",\"code\":" + code + "}}";
    }

    private static List<Body> bodies(Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("body"), TEXT, ISO_8859_1);
        return List.of(
                new Body("nothing", "", BodyPublishers.noBody()),
                new Body("a text", TEXT, BodyPublishers.ofString(TEXT, ISO_8859_1)),
                new Body("1 MiB", LARGE, BodyPublishers.ofByteArray(LARGE.getBytes(ISO_8859_1))),
                new Body("a file", TEXT, BodyPublishers.ofFile(file)),
                new Body("a stream", STREAM, Bodies.repeatable(HealingTest::stream)));
    }

    private static BodyPublisher stream() {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(STREAM.getBytes(ISO_8859_1)));
    }

    @Test
    @DisplayName("A-07 a dead token is replaced once, whatever is sent and however it is waited for")
    void table(@TempDir Path directory) throws Exception {
        try (StubApi api = new StubApi();
                HttpClient http = HttpClient.newHttpClient()) {
            for (Case each : CASES) {
                for (Body body : bodies(directory)) {
                    for (String method : METHODS) {
                        run(api, http, each, method, body);
                    }
                }
            }
        }
        System.out.println(
                "A-07 a dead token is replaced once: " + checked + " checked, " + violations.size() + " violated");
        assertThat(violations).isEmpty();
        assertThat(checked).isEqualTo(2 * CASES.size() * 5 * METHODS.size());
    }

    private void run(StubApi api, HttpClient http, Case each, String method, Body body) {
        HttpRequest request =
                HttpRequest.newBuilder(api.url()).method(method, body.publisher).build();
        for (boolean waiting : new boolean[] {true, false}) {
            ReplacedTokens tokens = new ReplacedTokens(canaries);
            AuthorizedHttpClient client = AuthorizedHttpClient.with(tokens)
                    .mayCall(api.url("/"))
                    .httpClient(http)
                    .deadToken(DeadToken.META)
                    .build();
            api.forget();
            api.next(each.answers.toArray(HttpHandler[]::new));
            api.otherwise(each.answers.getLast());
            String got = waiting ? sync(client, request) : async(client, request);
            checked++;
            try {
                verify(api, tokens, each, body, got);
            } catch (AssertionError e) {
                violations.add(each + ", " + method + " with " + body.name + (waiting ? "" : ", async") + ": " + e);
            }
        }
    }

    private static void verify(StubApi api, ReplacedTokens tokens, Case each, Body body, String got) {
        assertThat(got).isEqualTo(each.outcome);
        assertThat(tokens.issued()).hasSize(each.attempts);
        assertThat(api.seen())
                .hasSizeGreaterThanOrEqualTo(each.attempts)
                .allSatisfy(seen -> assertThat(seen.body()).isEqualTo(body.bytes));
        List<String> sent =
                tokens.issued().stream().map(token -> "Bearer " + token.value()).toList();
        // The JDK's client itself repeats a GET whose connection is closed without an answer.
        assertThat(api.seen().stream().map(StubApi.Seen::authorization).distinct())
                .containsExactlyElementsOf(sent);
        assertThat(api.seen().stream().filter(seen -> seen.authorization().equals(sent.getFirst())))
                .hasSize(1);
    }

    private String sync(AuthorizedHttpClient client, HttpRequest request) {
        try {
            return outcome(client.send(request, BodyHandlers.ofString(), ACME));
        } catch (IOException e) {
            canaries.assertNoneIn("a failure", String.valueOf(e) + e.getCause());
            return "IOException";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String async(AuthorizedHttpClient client, HttpRequest request) {
        try {
            return outcome(
                    client.sendAsync(request, BodyHandlers.ofString(), ACME).join());
        } catch (CompletionException e) {
            canaries.assertNoneIn("a failure", String.valueOf(e) + e.getCause());
            return e.getCause() instanceof IOException ? "IOException" : e.toString();
        }
    }

    private String outcome(HttpResponse<String> response) {
        canaries.assertNoneIn("a response", response + " " + response.request().headers());
        assertThat(response.previousResponse()).isEmpty();
        return response.statusCode() + " " + response.body();
    }
}
