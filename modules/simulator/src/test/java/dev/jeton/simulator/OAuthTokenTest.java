package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.FORM;
import static dev.jeton.simulator.Caller.GRANT;
import static dev.jeton.simulator.Caller.basic;
import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.OAuthClient.Allowance;
import dev.jeton.simulator.OAuthClient.Authentication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthTokenTest {

    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start();
    private final String url = simulator.oauthTokenUrl("crm");

    @BeforeEach
    void register() {
        simulator.oauth().register("crm", new OAuthClient("acme", "by header", "s%3cret", Authentication.BASIC));
        simulator
                .oauth()
                .register(
                        "crm",
                        new OAuthClient("globex", "by-body", "s3cret", Authentication.POST)
                                .with(new Allowance(Set.of("read", "write"), Duration.ofSeconds(90))));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void theHeaderIsFormEncodedAsTheRfcSays() throws Exception {
        HttpResponse<String> response = byHeader("by+header", "s%253cret", GRANT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("expires_in").asLong()).isEqualTo(3600);
        assertThat(simulator.ledger().count(Service.OAUTH, "acme")).isEqualTo(1);
        assertThat(byHeader("by header", "s%3cret", GRANT).statusCode()).isEqualTo(401);
    }

    @Test
    void theBodyCarriesTheSecretWhereThatIsRegistered() throws Exception {
        HttpResponse<String> response = byBody("by-body", "s3cret", "&scope=read");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(response).path("expires_in").asLong()).isEqualTo(90);
        assertThat(json(response).path("scope").asText()).isEqualTo("read");
        assertThat(json(response).path("access_token").asText()).contains(Simulator.CANARY);
        assertThat(simulator.tokens().issued(Service.OAUTH, "globex")).hasSize(1);
    }

    @ParameterizedTest(name = "scope {0} is {1} {2}")
    @CsvSource({
        "&scope=read, 200, ''",
        "&scope=read+write, 200, ''",
        "&scope=write%20read, 200, ''",
        "&scope=admin, 400, invalid_scope",
        "&scope=read+admin, 400, invalid_scope",
        "&scope=read++write, 400, invalid_scope",
        "'', 400, invalid_scope",
        "&scope=, 400, invalid_scope",
        "&scope=read&scope=read, 400, invalid_request"
    })
    void scopes(String scope, int status, String error) throws Exception {
        HttpResponse<String> response = byBody("by-body", "s3cret", scope);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isEqualTo(error);
    }

    @Test
    void theOtherWayToAuthenticateIsRefused() throws Exception {
        expect(byHeader("by-body", "s3cret", GRANT + "&scope=read"), 401, "invalid_client");
        expect(byBody("by+header", "s%253cret", ""), 401, "invalid_client");
    }

    @Test
    void wrongClientsAreRefusedAlike() throws Exception {
        assertThat(byBody("by-body", "wrong", "").body())
                .isEqualTo(byBody("nobody", "s3cret", "").body());
        expect(byHeader("nobody", "x", GRANT), 401, "invalid_client");
    }

    @Test
    void bothWaysAtOnceAreRefused() throws Exception {
        expect(byHeader("by+header", "s%253cret", GRANT + "&client_secret=x"), 400, "invalid_request");
    }

    @Test
    void missingCredentialsAreAnInvalidRequest() throws Exception {
        expect(caller.send("POST", url, GRANT, "Content-Type", FORM), 400, "invalid_request");
        expect(caller.send("POST", url, GRANT + "&client_id=x", "Content-Type", FORM), 400, "invalid_request");
    }

    @Test
    void theRestIsAsStrictAsAnyTokenEndpoint() throws Exception {
        expect(caller.get(url), 405, "invalid_request");
        expect(caller.send("POST", url, "{}", "Content-Type", "application/json"), 400, "invalid_request");
        expect(byHeader("by+header", "s%253cret", "grant_type=password"), 400, "unsupported_grant_type");
        expect(caller.send("POST", url, "x=%f", "Content-Type", FORM), 400, "invalid_request");
    }

    @Test
    void anotherProviderIsNotThere() throws Exception {
        expect(
                caller.send("POST", simulator.oauthTokenUrl("erp"), GRANT, "Content-Type", FORM),
                404,
                "invalid_request");
    }

    private HttpResponse<String> byHeader(String id, String secret, String body) throws Exception {
        return caller.send("POST", url, body, "Content-Type", FORM, "Authorization", basic(id, secret));
    }

    private HttpResponse<String> byBody(String id, String secret, String more) throws Exception {
        String body = GRANT + "&client_id=" + id + "&client_secret=" + secret + more;
        return caller.send("POST", url, body, "Content-Type", FORM);
    }

    private static void expect(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isEqualTo(error);
        assertThat(json(response).path("error_description").asText()).isNotEmpty();
    }
}
