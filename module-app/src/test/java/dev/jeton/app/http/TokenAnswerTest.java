package dev.jeton.app.http;

import static dev.jeton.app.http.LocalBroker.json;
import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.Fingerprint;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenAnswerTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    private static void register(String tenant) {
        BROKER.simulator()
                .genesys()
                .register(GenesysClient.invented(tenant, "eu-west-1").withLifetime(Duration.ofHours(1)));
    }

    private static String request(String tenant, String type) {
        return "{\"tenantId\":\"" + tenant + "\",\"type\":\"" + type + "\"}";
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    @DisplayName("B-15 an answer has exactly these members, and expiresIn counts down from expiresAt")
    void freshTokenHasItsShape() {
        register("shape");
        Instant before = Instant.now();
        HttpAnswer answer = BROKER.token(request("shape", "genesys"));
        JsonNode body = json(answer);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(names(body))
                .containsExactly(
                        "accessToken", "tokenType", "expiresIn", "expiresAt", "source", "fingerprint", "refreshAt");
        assertThat(body.get("tokenType").textValue()).isEqualTo("Bearer");
        assertThat(body.get("source").textValue()).isEqualTo("fresh");
        assertThat(body.get("expiresIn").longValue()).isBetween(3_590L, 3_600L);
        assertThat(Instant.parse(body.get("expiresAt").textValue()))
                .isBetween(before.plusSeconds(3_590), before.plusSeconds(3_610));
        assertThat(Instant.parse(body.get("refreshAt").textValue())).isBefore(before.plusSeconds(3_600 - 299));
        assertThat(body.get("fingerprint").textValue())
                .isEqualTo(Fingerprint.of(body.get("accessToken").textValue()).value());
    }

    @Test
    @DisplayName("B-15 the second answer is the same token from cache")
    void secondAnswerIsCached() {
        register("twice");
        JsonNode first = json(BROKER.token(request("twice", "genesys")));
        JsonNode second = json(BROKER.token(request("twice", "genesys")));

        assertThat(second.get("source").textValue()).isEqualTo("cache");
        assertThat(second.get("accessToken")).isEqualTo(first.get("accessToken"));
        assertThat(second.get("expiresAt")).isEqualTo(first.get("expiresAt"));
        assertThat(BROKER.simulator().ledger().count(Service.GENESYS, "twice")).isEqualTo(1);
    }

    @Test
    @DisplayName("B-03 a token that never expires has null for expiresIn and expiresAt")
    void endlessTokenHasNulls() {
        JsonNode body = json(BROKER.token(request("acme", "whatsapp")));

        assertThat(body.get("expiresIn").isNull()).isTrue();
        assertThat(body.get("expiresAt").isNull()).isTrue();
        assertThat(Instant.parse(body.get("refreshAt").textValue())).isAfter(Instant.now());
    }

    @ParameterizedTest
    @CsvSource({"X-Tenant-ID, acme, genesys", "x-tenant-id, acme, whatsapp"})
    @DisplayName("B-16 the old route answers in the old words")
    void oldRouteAnswers(String header, String tenant, String type) {
        HttpAnswer answer = BROKER.get("/auth/token", header, tenant, "X-Credential-Type", type);
        JsonNode body = json(answer);

        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(names(body)).containsExactly("access_token", "token", "token_type", "expires_in");
        assertThat(body.get("token")).isEqualTo(body.get("access_token"));
        assertThat(body.get("token_type").textValue()).isEqualTo("Bearer");
        assertThat(body.get("expires_in").isNull()).isEqualTo(type.equals("whatsapp"));
    }

    @Test
    @DisplayName("B-16 the old route means genesys unless it is told otherwise, and wants a tenant")
    void oldRouteHasDefaults() {
        assertThat(json(BROKER.get("/auth/token", "X-Tenant-ID", "acme"))
                        .get("expires_in")
                        .longValue())
                .isPositive();
        assertProblem(BROKER.get("/auth/token"), 400, "INVALID_REQUEST")
                .naming("X-Tenant-ID")
                .notStored();
        assertProblem(BROKER.get("/auth/token", "X-Tenant-ID", "a:b"), 400, "INVALID_REQUEST")
                .naming("X-Tenant-ID");
        assertProblem(
                        BROKER.get("/auth/token", "X-Tenant-ID", "acme", "X-Credential-Type", "A b"),
                        400,
                        "INVALID_REQUEST")
                .naming("X-Credential-Type");
        assertProblem(BROKER.get("/auth/token", "X-Tenant-ID", "stranger"), 404, "TENANT_NOT_FOUND")
                .notStored();
    }

    private static JsonNode invalidate(String tenant, String more) {
        HttpAnswer answer = BROKER.post(
                "/api/v1/token/invalidate", "{\"tenantId\":\"" + tenant + "\",\"type\":\"genesys\"" + more + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        return json(answer);
    }

    @Test
    @DisplayName("B-09 invalidation forgets the token, or only the one that is named")
    void invalidationCompares() {
        register("forget");
        String fingerprint = json(BROKER.token(request("forget", "genesys")))
                .get("fingerprint")
                .textValue();

        assertThat(invalidate("forget", ",\"fingerprint\":\"0123456789abcdef\"")
                        .get("invalidated")
                        .booleanValue())
                .isFalse();
        assertThat(invalidate("forget", ",\"fingerprint\":\"" + fingerprint + "\"")
                        .get("invalidated")
                        .booleanValue())
                .isTrue();
        assertThat(invalidate("forget", ",\"fingerprint\":\"" + fingerprint + "\"")
                        .get("invalidated")
                        .booleanValue())
                .isFalse();
        assertThat(invalidate("forget", "").get("invalidated").booleanValue()).isFalse();
        assertThat(json(BROKER.token(request("forget", "genesys")))
                        .get("source")
                        .textValue())
                .isEqualTo("fresh");
        assertThat(invalidate("forget", "").get("invalidated").booleanValue()).isTrue();
    }

    @Test
    @DisplayName("B-08 forceRefresh brings another token, and a rejected one is not given again")
    void forcedAndRejected() {
        try (LocalBroker eager = LocalBroker.start(Map.of("FORCE_REFRESH_MIN_INTERVAL", "0s"))) {
            String first = fingerprint(eager, "");
            String second = fingerprint(eager, ",\"forceRefresh\":true");
            String third = fingerprint(eager, ",\"rejectedFingerprint\":\"" + second + "\"");

            assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
            assertThat(fingerprint(eager, ",\"rejectedFingerprint\":\"" + second + "\""))
                    .isEqualTo(third);
            assertThat(fingerprint(eager, ",\"forceRefresh\":false")).isEqualTo(third);
        }
    }

    private static String fingerprint(LocalBroker broker, String more) {
        return json(broker.token("{\"tenantId\":\"acme\",\"type\":\"genesys\"" + more + "}"))
                .get("fingerprint")
                .textValue();
    }
}
