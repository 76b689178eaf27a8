package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;

import dev.jeton.testkit.http.HttpAnswer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderTypeTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    private static HttpAnswer ask(String type) {
        return BROKER.token("{\"tenantId\":\"acme\",\"type\":\"" + type + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "class", "constructor", "tostring", "qontakt", "genesys-2", "null"})
    @DisplayName("B-01 84 an unknown type is refused, and the known ones are named")
    void unknownTypesAreRefused(String type) {
        assertProblem(ask(type), 400, "INVALID_REQUEST")
                .notStored()
                .repeating("type: unknown; known are genesys, qontak, whatsapp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "__proto__", "Genesys", "GENESYS", "gen esys", "-genesys", "genesys:acme", "../x", "ｇ"})
    @DisplayName("84 B-01 84 a type of another shape, or badly spelled, is as unknown as any other")
    void strangeTypesAreRefused(String type) {
        assertProblem(ask(type), 400, "INVALID_REQUEST")
                .notStored()
                .repeating("type: unknown; known are genesys, qontak, whatsapp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "__proto__", "class", ""})
    @DisplayName("84 the old route and invalidation refuse them alike")
    void otherRoutesRefuseThemAlike(String type) {
        assertProblem(
                        BROKER.post("/api/v1/token/invalidate", "{\"tenantId\":\"acme\",\"type\":\"" + type + "\"}"),
                        400,
                        "INVALID_REQUEST")
                .naming("type");
        HttpAnswer old = BROKER.get("/auth/token", "X-Tenant-ID", "acme", "X-Credential-Type", type);
        assertProblem(old, 400, "INVALID_REQUEST")
                .notStored()
                .repeating("X-Credential-Type: unknown; known are genesys, qontak, whatsapp");
    }
}
