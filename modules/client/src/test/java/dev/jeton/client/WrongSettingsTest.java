package dev.jeton.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.secret.Canaries;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WrongSettingsTest {

    private static TokenClientBuilder good(String broker) {
        return TokenClient.of(URI.create(broker)).secret(BrokerDouble.SECRET);
    }

    @ParameterizedTest(name = "a broker at {0} is refused")
    @CsvSource({
        "jeton.example.com, a host",
        "/api, a host",
        "ftp://jeton.example.com, http or https",
        "mailto:jeton@example.com, a host",
        "http://jeton.example.com, allowPlainHttp",
        "http://127.0.0.1.example.com, allowPlainHttp",
        "http://10.0.0.1, allowPlainHttp",
        "https://user:c4nary-secret@jeton.example.com, user",
        "https://jeton.example.com//elsewhere.example.com, another host",
        "https://jeton.example.com//, another host",
        "https://jeton.example.com?a=b, query",
        "https://jeton.example.com#a, fragment",
    })
    void addresses(String broker, String why) {
        assertThatThrownBy(good(broker)::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("broker: ")
                .hasMessageContaining(why)
                .satisfies(e -> new Canaries().assertNoneIn("the message", e.toString()));
    }

    static Stream<Arguments> choices() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return Stream.of(
                choice("secret: is missing", to -> to.secret("")),
                choice("secret: must be 16", to -> to.secret("short")),
                choice("secret: must be 16", to -> to.secret("c4nary with a blank in it")),
                choice("secret: must be 16", to -> to.secret("c4nary-with-CR-LF\r\nX: 1".toCharArray())),
                choice("timeout: ", to -> to.timeout(Duration.ZERO)),
                choice("timeout: ", to -> to.timeout(Duration.ofSeconds(-1))),
                choice("timeout: ", to -> to.timeout(Duration.ofHours(1))),
                choice("nearCache: the size", to -> to.nearCache(-1, Duration.ofSeconds(1))),
                choice("nearCache: the time", to -> to.nearCache(1, Duration.ZERO)),
                choice("redis: ", to -> to.redis("http://c4nary-secret@localhost:6379")),
                choice("redis: ", to -> to.redis("redis://:c4nary-secret@local host:6379")),
                choice("redis: ", to -> to.redis("redis://localhost").redisTimeout(Duration.ZERO)),
                choice("redisTimeout: ", to -> to.redis("redis://localhost").redisTimeout(Duration.ofSeconds(11))),
                choice("httpClient: ", to -> to.httpClient(following)),
                choice("provider: ", to -> to.provider("No Provider")),
                choice("provider: cache is a reserved", to -> to.provider("cache")),
                choice("provider: token is a reserved", to -> to.providers("whatsapp", "token")));
    }

    private static Arguments choice(String message, Function<TokenClientBuilder, TokenClientBuilder> choice) {
        return Arguments.of(message, choice);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("choices")
    void refused(String message, Function<TokenClientBuilder, TokenClientBuilder> choice) {
        assertThatThrownBy(choice.apply(good("https://jeton.example.com"))::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .satisfies(e -> new Canaries().assertNoneIn("the message", e.toString()));
    }

    @Test
    @DisplayName("all that is wrong is named at once")
    void atOnce() {
        assertThatThrownBy(TokenClient.of(URI.create("http://jeton.example.com?a"))
                        .timeout(Duration.ZERO)
                        .redis("x")::build)
                .message()
                .satisfies(said -> assertThat(said.split("; (?=[a-zA-Z]+: )")).hasSize(6));
    }

    @Test
    @DisplayName("loopback may be plain, everything else may be where that is said")
    void plain() {
        for (String broker : new String[] {"http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"}) {
            assertThatCode(() -> good(broker).build().close()).as(broker).doesNotThrowAnyException();
        }
        assertThatCode(() -> good("http://jeton:3004").allowPlainHttp().build().close())
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("after its end a client says so, and ends again without harm")
    void closed() {
        TokenClient client = good("https://jeton.example.com").build();
        client.close();
        client.close();

        assertThatThrownBy(() -> client.getAuthToken("acme"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client is closed");
        assertThatThrownBy(() -> client.invalidateToken("acme")).isInstanceOf(IllegalStateException.class);
    }
}
