package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.FORM;
import static dev.jeton.simulator.Caller.GRANT;
import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.OAuthClient.Authentication;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenApiTest {

    private final MovableClock clock = new MovableClock();
    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start(0, clock);
    private final QontakCaller qontak = new QontakCaller(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    @DisplayName("I4 the API says whose token it was shown")
    void theTenantIsNamed() throws Exception {
        HttpResponse<String> response = qontak.api(qontakToken("acme"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("tenant").asText()).isEqualTo("acme");
        assertThat(json(qontak.api(qontakToken("globex"))).path("tenant").asText())
                .isEqualTo("globex");
        assertThat(simulator.ledger().count(Service.QONTAK_API, "acme")).isEqualTo(1);
    }

    @Test
    @DisplayName("I5 a token that has expired or was revoked opens nothing")
    void deadTokens() throws Exception {
        simulator
                .qontak()
                .register(QontakClient.invented("acme").with(QontakClient.Terms.DEFAULT.with(Duration.ofSeconds(2))));
        String expired = qontakToken("acme");
        clock.advance(Duration.ofSeconds(2));
        String revoked = qontakToken("acme");
        simulator.revoke(revoked);

        assertThat(qontak.api(expired).statusCode()).isEqualTo(401);
        assertThat(qontak.api(revoked).statusCode()).isEqualTo(401);
        assertThat(qontak.api("nonsense").headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"invalid_token\"");
        assertThat(caller.get(simulator.qontakApiUrl() + "/x").statusCode()).isEqualTo(401);
    }

    @Test
    void aRefreshTokenIsNoAccessToken() throws Exception {
        assertThat(qontak.api(simulator.qontak().connect("acme")).statusCode()).isEqualTo(401);
    }

    @Test
    void aDeclaredProvidersTokenOpensItsOwnApiOnly() throws Exception {
        simulator.oauth().register("crm", new OAuthClient("acme", "id", "s3cret", Authentication.POST));
        String body = GRANT + "&client_id=id&client_secret=s3cret";
        String token = json(caller.send("POST", simulator.oauthTokenUrl("crm"), body, "Content-Type", FORM))
                .path("access_token")
                .asText();

        assertThat(at(simulator.oauthApiUrl("crm") + "/contacts", token).body()).contains("acme");
        assertThat(at(simulator.oauthApiUrl("erp") + "/contacts", token).statusCode())
                .isEqualTo(401);
        assertThat(qontak.api(token).statusCode()).isEqualTo(401);
        assertThat(at(simulator.oauthApiUrl("crm"), qontakToken("acme")).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> at(String url, String token) throws Exception {
        return caller.get(url, "Authorization", "Bearer " + token);
    }

    private String qontakToken(String tenant) throws Exception {
        return json(qontak.spend(tenant, simulator.qontak().connect(tenant)))
                .path("access_token")
                .asText();
    }
}
