package dev.jeton.app.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.port.Secret;
import dev.jeton.app.http.LocalBroker;
import dev.jeton.testkit.http.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit says of what was handed out. */
final class IdentityAuditTest {

    private static final String AREA = "/api/v1/identity/";

    @TempDir
    private Path data;

    private LocalBroker broker;

    @BeforeEach
    void start() {
        broker = LocalBroker.start(Map.of(
                "ENCRYPTION_KEYS",
                "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "DATA_DIR",
                data.toString(),
                "AUDIT",
                "file",
                "AUDIT_FAILURE",
                "refuse"));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private JsonNode post(String path, String json) {
        HttpAnswer answer = broker.post(AREA + path, json);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return LocalBroker.json(answer);
    }

    /** The last record; it was written before the answer was given. */
    private String last() {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            Path segment = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .max(Path::compareTo)
                    .orElseThrow();
            return List.copyOf(Files.readAllLines(segment)).getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRecorded(String object, String... values) {
        assertThat(last()).contains("\"object\":\"" + object + "\"");
        for (String value : values) {
            assertThat(last()).doesNotContain(value);
        }
    }

    private static String hash(String value) {
        try (Secret secret = Secret.of(value)) {
            return " hash:" + TokenHash.of(secret);
        }
    }

    @Test
    @DisplayName("D-07 D-08 of a token the record has user, row and the beginning of its hash, never its value")
    void tokens() {
        JsonNode token = post("users/alice/tokens", "{}");
        String value = token.path("token").textValue();
        assertRecorded("user:alice id:" + token.path("id").textValue() + hash(value), value);

        JsonNode proof = post("users/alice/verification-tokens", "{\"type\":\"email\"}");
        String proofValue = proof.path("token").textValue();
        String proofObject = "user:alice id:" + proof.path("id").textValue() + hash(proofValue);
        assertRecorded(proofObject, proofValue);
        post("verification-tokens/consume", "{\"type\":\"email\",\"token\":\"" + proofValue + "\"}");
        assertRecorded(proofObject, proofValue);
    }

    @Test
    @DisplayName("D-08 D-09 of a session the record has the refresh token that was given, also when one comes twice")
    void sessions() {
        JsonNode begun = post("users/alice/sessions", "{}");
        String session = begun.path("sessionId").textValue();
        String first = begun.path("refreshToken").textValue();
        assertThat(last()).contains("user:alice session:" + session + " id:", hash(first));

        String refresh = "{\"refreshToken\":\"" + first + "\"}";
        String second = post("sessions/refresh", refresh).path("refreshToken").textValue();
        assertThat(last())
                .contains("user:alice session:" + session + " id:", hash(second))
                .doesNotContain(first, second);
        assertThat(broker.post(AREA + "sessions/refresh", refresh).status()).isEqualTo(409);
        assertThat(last()).contains("session:" + session, hash(first), "refresh_token_reused");
        assertThat(broker.send("DELETE", AREA + "sessions/" + session).status()).isEqualTo(200);
        assertRecorded("session:" + session);
    }

    @Test
    @DisplayName("D-09 of a signing key the record has its kid")
    void keys() {
        String kid = post("jwt-keys/rotate", "{}").path("kid").textValue();
        assertRecorded("kid:" + kid);
        assertThat(broker.send("DELETE", AREA + "jwt-keys/" + kid).status()).isEqualTo(200);
        assertRecorded("kid:" + kid);
    }
}
