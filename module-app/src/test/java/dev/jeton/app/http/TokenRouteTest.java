package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jeton.testkit.http.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The route in front of Javalin, beside the same route behind it. */
final class TokenRouteTest {

    private static final String IN_FRONT = "/api/v1/token";

    /** Javalin takes it for the same route, and it is not spelled as the one in front. */
    private static final String BEHIND = "/api/v1/token/";

    private static final String ID = "X-Correlation-ID";

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    static Stream<Arguments> requests() {
        return Stream.of(
                argumentSet("a token", "{\"tenantId\":\"acme\",\"type\":\"whatsapp\"}", LocalBroker.authorized()),
                argumentSet(
                        "a correlation id in the body",
                        "{\"tenantId\":\"acme\",\"type\":\"whatsapp\",\"correlationId\":\"from-body\"}",
                        new String[] {"Authorization", "Bearer " + LocalBroker.SECRET}),
                argumentSet(
                        "a correlation id in the body, and an error",
                        "{\"correlationId\":\"from-body\"}",
                        new String[] {"Authorization", "Bearer " + LocalBroker.SECRET}),
                argumentSet("no credential", "{}", new String[] {ID, "some"}),
                argumentSet("an unknown tenant", "{\"tenantId\":\"x\",\"type\":\"genesys\"}", LocalBroker.authorized()),
                argumentSet("an unknown type", "{\"tenantId\":\"acme\",\"type\":\"x\"}", LocalBroker.authorized()),
                argumentSet("no JSON", "tenantId=acme", LocalBroker.authorized()),
                argumentSet(
                        "another content type",
                        "{}",
                        LocalBroker.authorized("Content-Type", "text/plain", ID, "some")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    @DisplayName("the route in front of Javalin answers as the one behind it")
    void sameAnswers(String body, String[] headers) {
        // The first request may bring a fresh token, and the others that one from a cache.
        BROKER.token("{\"tenantId\":\"acme\",\"type\":\"whatsapp\"}");
        HttpAnswer front = BROKER.stranger().post(IN_FRONT, body, headers);
        HttpAnswer behind = BROKER.stranger().post(BEHIND, body, headers);

        assertThat(front.status()).isEqualTo(behind.status());
        assertThat(members(front)).isEqualTo(members(behind));
        assertThat(comparable(front)).isEqualTo(comparable(behind));
    }

    private static ObjectNode members(HttpAnswer answer) {
        ObjectNode members = (ObjectNode) LocalBroker.json(answer);
        if (!answer.header(ID).orElseThrow().equals("from-body")) {
            // Invented for each request.
            members.remove("correlationId");
        }
        return members;
    }

    private static Map<String, List<String>> comparable(HttpAnswer answer) {
        Map<String, List<String>> headers = answer.headers();
        if (!answer.header(ID).orElseThrow().matches("from-body|some")) {
            headers.put(ID, List.of("invented"));
        }
        headers.remove("Content-Length");
        // Whether what is left of a refused body has come in already, and can be passed over.
        headers.remove("Connection");
        return headers;
    }

    @Test
    @DisplayName("91 the path of the token route has no other method than POST, and Allow names it")
    void otherMethodsAreRefused() {
        HttpAnswer answer = BROKER.get(IN_FRONT);

        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).hasValue("POST");
    }

    @Test
    @DisplayName("a query is no part of the path, and a length is announced")
    void queriesAreIgnored() {
        HttpAnswer answer = BROKER.post(IN_FRONT + "?x=y", "{\"tenantId\":\"acme\",\"type\":\"whatsapp\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length"))
                .hasValue(Integer.toString(answer.body().length()));
    }
}
