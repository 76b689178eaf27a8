package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenesysApiTest {

    private static final GenesysClient ACME =
            new GenesysClient("acme", "acme-id", "s3cret", "us-east-1", Duration.ofSeconds(300));

    private final MovableClock clock = new MovableClock();
    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start(0, clock);
    private final String me = simulator.genesysApiUrl() + "/api/v2/organizations/me";

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void aTokenOpensTheOrganizationOfItsTenant() throws Exception {
        HttpResponse<String> response = caller.get(me, "Authorization", "Bearer " + token());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("name").asText()).isEqualTo("acme");
        assertThat(simulator.ledger().count(Service.GENESYS_API, "acme")).isEqualTo(1);
    }

    @Test
    void anyOtherPathEchoesWhatWasAsked() throws Exception {
        HttpResponse<String> response = caller.send(
                "POST",
                simulator.genesysApiUrl() + "/api/v2/users%2Fx?page=2",
                "{}",
                "Authorization",
                "Bearer " + token(),
                "Content-Type",
                "application/json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("method").asText()).isEqualTo("POST");
        assertThat(json(response).path("path").asText()).isEqualTo("/api/v2/users%2Fx");
        assertThat(json(response).path("query").asText()).isEqualTo("page=2");
        assertThat(json(response).path("body").asText()).isEqualTo("{}");
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        HttpResponse<String> response = caller.send("HEAD", me, "", "Authorization", "Bearer " + token());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void noBearerIsAuthenticationRequired() throws Exception {
        expect401(caller.get(me), "authentication.required");
        expect401(caller.get(me, "Authorization", "Basic eDp5"), "authentication.required");
    }

    @Test
    void anUnknownTokenIsBadCredentials() throws Exception {
        expect401(caller.get(me, "Authorization", "Bearer made-up"), "bad.credentials");
    }

    @Test
    void anExpiredTokenIsBadCredentials() throws Exception {
        String token = token();
        clock.advance(Duration.ofSeconds(299));
        assertThat(caller.get(me, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        expect401(caller.get(me, "Authorization", "Bearer " + token), "bad.credentials");
        assertThat(simulator.ledger().count(Service.GENESYS_API, "acme")).isEqualTo(2);
    }

    @Test
    void aRevokedTokenIsBadCredentialsAndTheOthersLive() throws Exception {
        String revoked = token();
        String other = token();

        simulator.revoke(revoked);

        expect401(caller.get(me, "Authorization", "Bearer " + revoked), "bad.credentials");
        assertThat(caller.get(me, "Authorization", "Bearer " + other).statusCode())
                .isEqualTo(200);
    }

    @Test
    void allTokensOfATenantCanBeRevokedAtOnce() throws Exception {
        String first = token();
        String second = token();

        simulator.tokens().revokeAll(Service.GENESYS, "acme");

        expect401(caller.get(me, "Authorization", "Bearer " + first), "bad.credentials");
        expect401(caller.get(me, "Authorization", "Bearer " + second), "bad.credentials");
    }

    private String token() throws Exception {
        simulator.genesys().register(ACME);
        return json(caller.token(simulator.genesysLoginUrl(), ACME))
                .path("access_token")
                .asText();
    }

    private static void expect401(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("code").asText()).isEqualTo(code);
        assertThat(json(response).path("status").asInt()).isEqualTo(401);
        assertThat(json(response).path("message").asText()).isNotEmpty();
    }
}
