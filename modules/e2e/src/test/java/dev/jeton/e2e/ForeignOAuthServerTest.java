package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An OAuth 2.0 server that nobody here wrote. */
final class ForeignOAuthServerTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final MockOAuth2Server SERVER = new MockOAuth2Server();

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.shutdown();
    }

    @Test
    @DisplayName("B-01 a declared provider gets a token of a server that nobody here wrote")
    void tokenOfAForeignServer(@TempDir Path directory) throws Exception {
        String tokenUrl = SERVER.tokenEndpointUrl("foreign").toString();
        Path providers = Files.writeString(directory.resolve("providers.json"), """
                {"providers": {
                  "by-basic": {"tokenUrl": "%1$s", "clientAuthentication": "basic", "scope": "contacts.read"},
                  "by-post": {"tokenUrl": "%1$s", "clientAuthentication": "post", "scope": "contacts.read"}}}
                """.formatted(tokenUrl));
        Path credentials = Files.writeString(directory.resolve("credentials.json"), """
                {"tenants": {"acme": {
                  "by-basic": {"clientId": "acme-client", "clientSecret": "%1$s"},
                  "by-post": {"clientId": "acme-client", "clientSecret": "%1$s"}}}}
                """.formatted(
                        SCENE.canaries().secret("foreign-secret")));
        Broker broker = SCENE.broker(
                Map.of("PROVIDERS_FILE", providers.toString(), "CREDENTIALS_FILE", credentials.toString()));

        for (String provider : new String[] {"by-basic", "by-post"}) {
            JsonNode answer = Answers.token(broker.token("acme", provider, ""));
            String token = SCENE.canaries()
                    .register("foreign token", answer.get("accessToken").textValue());

            assertThat(answer.get("tokenType").textValue()).isEqualTo("Bearer");
            assertThat(answer.get("expiresIn").longValue()).isBetween(3_000L, 3_600L);
            assertPlausible(token);
        }
    }

    /** Three parts, the middle one of which says who issued it for whom. */
    private static void assertPlausible(String jwt) throws Exception {
        assertThat(jwt).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        JsonNode claims = new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(jwt.substring(jwt.indexOf('.') + 1, jwt.lastIndexOf('.'))));
        assertThat(claims.get("iss").textValue())
                .isEqualTo(SERVER.issuerUrl("foreign").toString());
        assertThat(claims.get("sub").textValue()).isEqualTo("acme-client");
        assertThat(claims.get("exp").longValue())
                .isGreaterThan(claims.get("iat").longValue());
    }
}
