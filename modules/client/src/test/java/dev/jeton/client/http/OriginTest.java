package dev.jeton.client.http;

import static dev.jeton.client.http.StubApi.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jeton.api.TokenKey;
import dev.jeton.testkit.secret.Canaries;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tokens may go. */
final class OriginTest {

    private static final TokenKey ACME = TokenKey.of("genesys", "acme");

    private final ReplacedTokens tokens = new ReplacedTokens(new Canaries());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com/",
                "HTTPS://API.example.com:8443",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://127.9.9.9",
                "http://[::1]:8080",
                "http://[0:0:0:0:0:0:0:1]"
            })
    @DisplayName("A-07 tokens may go where it is encrypted, or does not leave the machine")
    void trusted(String origin) {
        assertThat(AuthorizedHttpClient.with(tokens).mayCall(URI.create(origin)).build())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1",
                "http://[::ffff:1]",
                "http://[fe80::1]",
                "http://[::11]",
                "https://api.example.com/v1",
                "https://api.example.com?x=1",
                "https://api.example.com#x",
                "https://user@api.example.com",
                "ftp://api.example.com",
                "https:///path",
                "api.example.com",
                "https:api.example.com"
            })
    @DisplayName("A-07 an origin that is more or less than one, or not safe, is refused")
    void refused(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthorizedHttpClient.with(tokens).mayCall(URI.create(origin)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com.evil.org/v1",
        "https://api.example.com, https://api.example.com@evil.org/v1",
        "https://api.example.com, https://api.example.com:8443/v1",
        "https://api.example.com, http://api.example.com/v1",
        "https://api.example.com, https://example.com/v1",
        "https://api.example.com, https://api.example.com./v1",
        "http://localhost:8080, http://127.0.0.1:8080/v1",
        "http://localhost:8080, http://localhost:8081/v1",
    })
    @DisplayName("A-07 a request to another origin is refused before a token is fetched")
    void elsewhere(String origin, String target) {
        AuthorizedHttpClient client =
                AuthorizedHttpClient.with(tokens).mayCall(URI.create(origin)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(target)).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.send(request, BodyHandlers.discarding(), ACME))
                .withMessageContaining("mayCall");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.sendAsync(request, BodyHandlers.discarding(), ACME));
        assertThat(tokens.asked()).isZero();
        client.close();
    }

    @Test
    @DisplayName("A-07 a redirect is returned, and the token goes nowhere else")
    void redirect() throws Exception {
        try (StubApi api = new StubApi();
                StubApi other = new StubApi();
                AuthorizedHttpClient client =
                        AuthorizedHttpClient.with(tokens).mayCall(api.url("/")).build()) {
            api.next(exchange -> {
                exchange.getResponseHeaders().add("Location", other.url().toString());
                answer(307, "elsewhere").handle(exchange);
            });
            HttpRequest request = HttpRequest.newBuilder(api.url()).build();

            assertThat(client.forTenant(ACME)
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(307);
            assertThat(other.seen()).isEmpty();
        }
    }

    @Test
    @DisplayName("A-07 settings that make no sense are refused, and the message names them")
    void senseless() {
        AuthorizedHttpClientBuilder builder = AuthorizedHttpClient.with(tokens);

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("mayCall");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(Duration.ZERO))
                .withMessageContaining("timeout");
        for (Redirect redirect : new Redirect[] {Redirect.NORMAL, Redirect.ALWAYS}) {
            try (HttpClient following =
                    HttpClient.newBuilder().followRedirects(redirect).build()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> builder.httpClient(following))
                        .withMessageContaining("httpClient");
            }
        }
    }

    @Test
    @DisplayName("A-07 a request with an Authorization of its own is refused")
    void ownAuthorization() {
        URI api = URI.create("https://api.example.com");
        HttpRequest request = HttpRequest.newBuilder(api)
                .header("authorization", "Basic eA==")
                .build();

        try (AuthorizedHttpClient client =
                AuthorizedHttpClient.with(tokens).mayCall(api).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.send(request, BodyHandlers.discarding(), ACME))
                    .withMessageContaining("Authorization");
        }
        assertThat(tokens.asked()).isZero();
    }
}
