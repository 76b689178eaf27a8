package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TenantRouteTest {

    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest(name = "{0} puts the credentials at {1}")
    @CsvSource({"FLAT, /clientId", "DATA, /data/clientId", "NAMED, /genesys/clientId"})
    void shapes(TenantService.Shape shape, String pointer) throws Exception {
        simulator.genesys().register(new GenesysClient("acme", "acme-id", "s3cret", "euw1"));
        simulator.tenantService().answerIn(shape);

        HttpResponse<String> response = ask("acme/credentials/genesys");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(response).at(pointer).asText()).isEqualTo("acme-id");
    }

    @Test
    void genesysCredentialsAreComplete() throws Exception {
        simulator.genesys().register(new GenesysClient("acme", "acme-id", "s3cret", "euw1"));

        assertThat(ask("acme/credentials/genesys").body())
                .isEqualTo("{\"clientId\":\"acme-id\",\"clientSecret\":\"s3cret\",\"region\":\"euw1\"}");
    }

    @ParameterizedTest
    @EnumSource
    void whatsAppTokensInEverySpelling(WhatsAppUser.Spelling spelling) throws Exception {
        Instant end = Instant.parse("2027-01-19T00:00:00Z");
        simulator
                .whatsApp()
                .register(WhatsAppUser.permanent("acme", "111", "the-token").expiringAt(end), spelling);

        HttpResponse<String> response = ask("acme/credentials/whatsapp");

        assertThat(json(response).path(spelling.member()).asText()).isEqualTo("the-token");
        assertThat(json(response).path("expiresAt").asText()).isEqualTo(end.toString());
        assertThat(json(response)).hasSize(3);
    }

    @Test
    void whatIsPutIsAnsweredAsItIs() throws Exception {
        simulator.tenantService().put("acme", "odd", Map.of("clientId", List.of(1, true), "region", Map.of()));

        assertThat(json(ask("acme/credentials/odd")).at("/clientId/0").asInt()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({
        "nobody/credentials/genesys, 404, TENANT_NOT_FOUND",
        "acme/credentials/genesys, 404, CREDENTIALS_NOT_FOUND",
        "Acme/credentials/genesys, 404, TENANT_NOT_FOUND",
        "acme/credentials, 404, NOT_FOUND",
        "acme/credentials/, 404, NOT_FOUND",
        "acme/credentials/genesys/, 404, NOT_FOUND",
        "acme/secrets/genesys, 404, NOT_FOUND",
        "/credentials/genesys, 404, NOT_FOUND",
        "%ff/credentials/genesys, 400, INVALID_REQUEST",
        "%c0%af/credentials/genesys, 400, INVALID_REQUEST"
    })
    void whatIsNotThere(String path, int status, String code) throws Exception {
        simulator.tenantService().putTenant("acme");

        HttpResponse<String> response = ask(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("code").asText()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} is the tenant {1}")
    @CsvSource({"a%2Fb, a/b", "a+b, a+b", "%61cme, acme", "..%2facme, ../acme", "a%252Fb, a%2Fb", "%C3%A9, é"})
    void idsAreDecodedOnceAndInTheirSegment(String sent, String tenant) throws Exception {
        simulator.tenantService().put(tenant, "genesys", Map.of("tenant", tenant));

        assertThat(json(ask(sent + "/credentials/genesys")).path("tenant").asText())
                .isEqualTo(tenant);
        assertThat(simulator.ledger().count(Service.TENANT_SERVICE, tenant)).isEqualTo(1);
    }

    @Test
    void onlyGetIsServed() throws Exception {
        assertThat(caller.send("POST", simulator.tenantServiceUrl() + "/tenants/acme/credentials/genesys", "{}")
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest(name = "Authorization {0} is {1}")
    @CsvSource({"Bearer right, 404", "bearer right, 404", "Bearer wrong, 401", "Basic right, 401"})
    void aBearerCanBeRequired(String header, int status) throws Exception {
        simulator.tenantService().requireBearer("right");

        assertThat(ask("acme/credentials/genesys", "Authorization", header).statusCode())
                .isEqualTo(status);
        assertThat(ask("acme/credentials/genesys").statusCode()).isEqualTo(401);
    }

    @Test
    void tenantsAndTypesCanBeTakenAway() throws Exception {
        simulator.tenantService().put("acme", "genesys", Map.of());

        simulator.tenantService().remove("acme", "genesys");
        assertThat(ask("acme/credentials/genesys").body()).contains("CREDENTIALS_NOT_FOUND");

        simulator.tenantService().remove("acme");
        assertThat(ask("acme/credentials/genesys").body()).contains("TENANT_NOT_FOUND");
    }

    private HttpResponse<String> ask(String path, String... headers) throws Exception {
        return caller.get(simulator.tenantServiceUrl() + "/tenants/" + path, headers);
    }
}
