package dev.jeton.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.http.HttpProbe;
import dev.jeton.testkit.time.ManualTime;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The stub of Vault answers as Vault does")
class VaultStubTest {

    private static final String DATA = "/v1/secret/data/a/b";

    private final ManualTime time = ManualTime.standingStill();
    private final VaultStub vault = VaultStub.start(time::now);
    private final HttpProbe probe = HttpProbe.at("127.0.0.1", vault.address().getPort());

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void aWriteNamesTheVersionThatItReplacesOrIsRefused() {
        assertThat(write("{\"options\":{\"cas\":0},\"data\":{\"x\":1}}").body()).contains("\"version\":1");
        HttpAnswer lost = write("{\"options\":{\"cas\":0},\"data\":{\"x\":2}}");

        assertThat(lost.status()).isEqualTo(400);
        assertThat(lost.body())
                .isEqualTo("{\"errors\":[\"check-and-set parameter did not match the current version\"]}");
        assertThat(write("{\"data\":{\"x\":3}}").body()).contains("\"version\":2");
        vault.requireCas();
        assertThat(write("{\"data\":{\"x\":4}}").body()).contains("check-and-set parameter required for this call");
    }

    @Test
    void whatIsDeletedHasAVersionAndNoData() {
        assertThat(get(DATA).body()).isEqualTo("{\"errors\":[]}");
        write("{\"data\":{\"x\":1}}");
        assertThat(call("DELETE", DATA).status()).isEqualTo(204);

        HttpAnswer deleted = get(DATA);
        assertThat(deleted.status()).isEqualTo(404);
        assertThat(deleted.body()).contains("\"data\":null").contains("\"version\":1");
        assertThat(write("{\"options\":{\"cas\":0},\"data\":{}}").status()).isEqualTo(400);
        assertThat(call("DELETE", "/v1/secret/metadata/a/b").status()).isEqualTo(204);
        assertThat(write("{\"options\":{\"cas\":0},\"data\":{}}").body()).contains("\"version\":1");
    }

    @Test
    void numbersComeBackAsFloatsWould() {
        write("{\"data\":{\"small\":1800000000123,\"great\":9223372036854775807}}");

        assertThat(get(DATA).body()).contains("\"small\":1800000000123").contains("\"great\":9223372036854776000");
    }

    @Test
    void foldersAndSecretsOfOneNameAreBothListed() {
        write("{\"data\":{}}");
        post("/v1/secret/data/a", "{\"data\":{}}");

        assertThat(get("/v1/secret/metadata/?list=true").body()).contains("\"keys\":[\"a\",\"a/\"]");
        assertThat(get("/v1/secret/metadata/none?list=true").status()).isEqualTo(404);
    }

    @Test
    void aTokenEndsByTheClockAndIsRenewedUpToItsLongestLife() {
        String token = vault.renewableToken(Duration.ofMinutes(10), Duration.ofMinutes(15));
        time.advance(Duration.ofMinutes(9));
        HttpAnswer renewed = probe.post("/v1/auth/token/renew-self", "{}", "X-Vault-Token", token);
        assertThat(renewed.body()).contains("\"lease_duration\":360");
        time.advance(Duration.ofMinutes(6));

        assertThat(probe.get(DATA, "X-Vault-Token", token).status()).isEqualTo(403);
    }

    @Test
    void aLostAnswerIsThatOfARequestThatTookPlace() {
        vault.nextIs(new VaultFault.LosesAnswer());
        assertThatThrownBy(() -> write("{\"data\":{\"x\":1}}")).isInstanceOf(UncheckedIOException.class);

        assertThat(get(DATA).status()).isEqualTo(200);
        assertThat(get(DATA).header("Date")).contains("Fri, 20 Nov 2026 12:00:00 GMT");
    }

    private HttpAnswer write(String json) {
        return post(DATA, json);
    }

    private HttpAnswer get(String path) {
        return probe.get(path, "X-Vault-Token", vault.token());
    }

    private HttpAnswer post(String path, String json) {
        return probe.post(path, json, "X-Vault-Token", vault.token());
    }

    private HttpAnswer call(String method, String path) {
        return probe.send(method, path, "X-Vault-Token", vault.token());
    }
}
