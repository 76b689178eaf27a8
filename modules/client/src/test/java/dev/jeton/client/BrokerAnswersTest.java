package dev.jeton.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.secret.Canaries;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAnswersTest {

    private static final String TOKEN = "c4nary-token";

    private final BrokerDouble broker = BrokerDouble.start();
    private final Canaries canaries = new Canaries();

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest(name = "A-04 {0} is understood")
    @ValueSource(
            strings = {
                "{'accessToken':'c4nary-token','tokenType':'Bearer','expiresIn':3599,'expiresAt':'x','fingerprint':'x'}",
                "{'accessToken':'c4nary-token','tokenType':'Bearer','expiresIn':null,'expiresAt':null}",
                "{'access_token':'c4nary-token','expires_in':3600,'token_type':'Bearer'}",
                "{'access_token':'c4nary-token','expires_in':'3600','token_type':'bearer'}",
                "{'access_token':'c4nary-token','expires_in':3600.7}",
                "{'access_token':'c4nary-token','token':'c4nary-token','token_type':'Bearer','expires_in':60}",
                "{'access_token':'c4nary-token','expires_in':null}",
                "{'token':'c4nary-token'}",
                "{'token':'c4nary-token','more':{'deep':[1,{'a':null}]}}"
            })
    void shapes(String answer) {
        broker.next(Reply.json(answer.replace('\'', '"')));
        try (TokenClient client = broker.client().build()) {
            assertThat(client.getAuthToken("acme")).isEqualTo(AccessToken.bearer(TOKEN));
            assertThat(client.getAuthToken("acme").type()).isEqualTo("Bearer");
        }
        assertThat(broker.calls()).as("one call, then from this process").isEqualTo(1);
        assertThat(broker.complaints()).isEmpty();
    }

    @Test
    @DisplayName("A-04 a token of another type is handed out as what it is")
    void otherType() {
        broker.next(Reply.json("{\"access_token\":\"c4nary-token\",\"token_type\":\"DPoP\",\"expires_in\":60}"));
        try (TokenClient client = broker.client().build()) {
            assertThat(client.getAuthToken("acme").type()).isEqualTo("DPoP");
        }
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("HTML", Reply.of(200, "text/html", "<html>c4nary-token</html>")),
                Arguments.of("HTML that says it is JSON", Reply.json("<html>c4nary-token</html>")),
                Arguments.of("nothing with 204", Reply.of(204, "", "")),
                Arguments.of("nothing with 200", Reply.json("")),
                Arguments.of("no content type", Reply.of(200, "", "{\"token\":\"c4nary-token\"}")),
                Arguments.of("a redirect", Reply.of(302, "", "", "Location: http://127.0.0.1:1/c4nary-token")),
                Arguments.of("an empty object", Reply.json("{}")),
                Arguments.of("an array", Reply.json("[\"c4nary-token\"]")),
                Arguments.of("two tokens", Reply.json("{\"access_token\":\"c4nary-token\",\"token\":\"c4nary-b\"}")),
                Arguments.of("a token twice", Reply.json("{\"token\":\"c4nary-token\",\"token\":\"c4nary-token\"}")),
                Arguments.of("a token that is no string", Reply.json("{\"token\":{\"c4nary\":1}}")),
                Arguments.of("a token with CR LF", Reply.json("{\"token\":\"c4nary\\r\\nX: 1\"}")),
                Arguments.of("an empty token", Reply.json("{\"token\":\"\"}")),
                Arguments.of("a lifetime of 0", Reply.json("{\"token\":\"c4nary-token\",\"expires_in\":0}")),
                Arguments.of("a negative lifetime", Reply.json("{\"token\":\"c4nary-token\",\"expires_in\":-5}")),
                Arguments.of("a lifetime of NaN", Reply.json("{\"token\":\"c4nary-token\",\"expires_in\":\"NaN\"}")),
                Arguments.of("a lifetime of true", Reply.json("{\"token\":\"c4nary-token\",\"expires_in\":true}")),
                Arguments.of("something behind it", Reply.json("{\"token\":\"c4nary-token\"}{}")),
                Arguments.of("a deep nest", Reply.json("{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}")),
                Arguments.of("70 000 bytes", Reply.json("{\"a\":\"" + "a".repeat(70_000) + "\"}")),
                Arguments.of("no HTTP", new Reply.LastBytes("220 c4nary-token\r\n\r\n")));
    }

    @ParameterizedTest(name = "A-04 {0} is no answer, and not quoted")
    @MethodSource("nonsense")
    void senseless(String what, Reply reply) {
        broker.always(reply);
        BrokerException failure = failure();

        assertThat(failure.code()).as(what).isEqualTo(BrokerException.NONSENSE);
        assertThat(failure.isRepeatable()).isFalse();
        assertThat(broker.calls()).isEqualTo(1);
    }

    @ParameterizedTest(name = "A-05 {0} {1} is a failure that can be repeated: {2}")
    @CsvSource({
        "400, INVALID_REQUEST, false",
        "401, UNAUTHENTICATED, false",
        "403, FORBIDDEN, false",
        "404, TENANT_NOT_FOUND, false",
        "409, REAUTHORIZATION_REQUIRED, false",
        "424, CREDENTIALS_REJECTED, false",
        "429, RATE_LIMITED, true",
        "500, INTERNAL_ERROR, true",
        "502, OAUTH_EXCHANGE_FAILED, true",
        "503, OVERLOADED, true",
        "504, OAUTH_TIMEOUT, true",
    })
    void problems(int status, String code, boolean repeatable) {
        broker.always(Reply.problem(status, code, "Retry-After: 7", "X-Correlation-ID: from-broker"));
        BrokerException failure = failure();

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.isRepeatable()).isEqualTo(repeatable);
        assertThat(failure.isRefusal()).isEqualTo(!repeatable);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure.correlationId()).isEqualTo("from-broker");
        assertThat(failure.detail()).isEqualTo("for people");
        assertThat(broker.calls()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} of somebody in between is told by its status")
    @ValueSource(ints = {403, 404, 407, 429, 502})
    void foreign(int status) {
        broker.always(Reply.of(status, "text/html", "<html>" + BrokerDouble.SECRET + "</html>"));

        BrokerException failure = failure();
        assertThat(failure.code()).isEqualTo("HTTP_" + status);
        assertThat(failure.isRefusal()).isFalse();
    }

    @Test
    @DisplayName("A-05 a broker that does not answer costs a caller the timeout and no more")
    void silence() {
        broker.always(new Reply.Silence());
        try (TokenClient client =
                broker.client().timeout(Duration.ofMillis(300)).build()) {
            assertThatThrownBy(() -> client.getAuthToken("acme")).isInstanceOfSatisfying(BrokerException.class, e -> {
                assertThat(e.code()).isEqualTo(BrokerException.TIMEOUT);
                assertThat(e.isRepeatable()).isTrue();
            });
        }
    }

    @Test
    @DisplayName("a connection that breaks is tried once more, and a broker that breaks all of them is unreachable")
    void breaks() {
        broker.next(new Reply.Reset());
        try (TokenClient client = broker.client().build()) {
            assertThat(client.getAuthToken("acme").value()).isEqualTo(BrokerDouble.token(1));
        }
        broker.always(new Reply.Reset());
        assertThat(failure().code()).isEqualTo(BrokerException.UNREACHABLE);
        assertThat(broker.calls()).isEqualTo(4);
    }

    @Test
    @DisplayName("nobody at the address is a failure that can be repeated")
    void nobody() {
        broker.close();
        BrokerException failure = failure();

        assertThat(failure.code()).isEqualTo(BrokerException.UNREACHABLE);
        assertThat(failure.isRepeatable()).isTrue();
    }

    @Test
    @DisplayName("a path of the broker's address stays in front of ours")
    void path() {
        URI base = URI.create(broker.uri() + "/behind/a/proxy/");
        try (TokenClient client =
                TokenClient.of(base).secret(BrokerDouble.SECRET).build()) {
            assertThat(client.getAuthToken(TokenKey.of("genesys", "acme"))).isNotNull();
        }
        assertThat(broker.complaints()).containsExactly("no POST /api/v1/token HTTP/1.1\r\n");
    }

    private BrokerException failure() {
        try (TokenClient client = broker.client().build()) {
            BrokerException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                    BrokerException.class, () -> client.getAuthToken("acme"));
            assertThat(failure).isNotNull();
            canaries.assertNoneIn("the message", failure.toString() + failure.getCause() + client);
            return failure;
        }
    }
}
