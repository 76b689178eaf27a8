package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Demo;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.OAuthClient;
import dev.jeton.simulator.OAuthClient.Allowance;
import dev.jeton.simulator.OAuthClient.Authentication;
import dev.jeton.testkit.concurrent.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CredentialSourcesTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @TempDir
    static Path directory;

    private static final String TOKEN = SCENE.canaries().secret("system-user-token");
    private static final String CLIENT_SECRET = SCENE.canaries().secret("client-secret");

    private static Broker broker;

    @BeforeAll
    static void start() throws IOException {
        write("{}");
        Path providers = Files.writeString(directory.resolve("providers.json"), Demo.providersFile(SCENE.simulator()));
        broker = SCENE.broker(Map.of("CREDENTIALS_FILE", file().toString(), "PROVIDERS_FILE", providers.toString()));
    }

    private static Path file() {
        return directory.resolve("credentials.json");
    }

    /** As careful editors and deployments do it: never half a file. */
    private static void write(String tenants) throws IOException {
        Path written = Files.writeString(directory.resolve("credentials.new"), "{\"tenants\":" + tenants + "}");
        Files.move(written, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "system-user-token | {'systemUserToken':'%s','phoneNumberId':'1'}",
                "access-token      | {'accessToken':'%s'}",
                "plain-token       | {'token':'%s'}",
                "in-data           | {'data':{'systemUserToken':'%s'}}",
                "in-its-name       | {'whatsapp':{'accessToken':'%s'}}",
            })
    @DisplayName("B-03 B-04 a WhatsApp token is found in every shape in which tenants have it")
    void whatsAppShapes(String tenant, String credentials) throws IOException {
        write("{'%s':{'whatsapp':%s}}"
                .formatted(tenant, credentials.formatted(TOKEN))
                .replace('\'', '"'));

        JsonNode answer = Answers.token(broker.token(tenant, "whatsapp", ""));

        assertThat(answer.get("accessToken").textValue()).isEqualTo(TOKEN);
        assertThat(answer.get("expiresIn").isNull()).isTrue();
    }

    @Test
    @DisplayName("B-03 a WhatsApp token of 60 days says when it ends")
    void whatsAppTokenThatEnds() throws IOException {
        Instant end = Instant.now().plus(Duration.ofDays(60));
        write("{\"ending\":{\"whatsapp\":{\"token\":\"" + TOKEN + "\",\"expiresAt\":\"" + end + "\"}}}");

        JsonNode answer = Answers.token(broker.token("ending", "whatsapp", ""));

        assertThat(answer.get("expiresIn").longValue())
                .isBetween(
                        Duration.ofDays(60).toSeconds() - 60,
                        Duration.ofDays(60).toSeconds());
    }

    @Test
    @DisplayName("B-04 the file is read again when it has changed, and a broken edit leaves the last good one in force")
    void editedWhileRunning() throws IOException {
        write("{\"somebody\":{}}");
        Answers.problem(broker.token("newcomer"), 404, "TENANT_NOT_FOUND");
        SCENE.simulator()
                .genesys()
                .registerOnly(new GenesysClient("newcomer", "newcomer-client", CLIENT_SECRET, "eu-west-1"));

        write("{\"newcomer\":{\"genesys\":{\"clientId\":\"newcomer-client\",\"clientSecret\":\"" + CLIENT_SECRET
                + "\",\"region\":\"mypurecloud.ie\"}}}");
        Eventually.isTrue(
                "the newcomer is known",
                Broker.PATIENCE,
                () -> broker.token("newcomer").status() == 200);

        write("{\"newcomer\":{\"genesys\":{\"clientSecret\":\"" + CLIENT_SECRET);
        String token = Answers.fingerprint(broker.token("newcomer"));
        String next =
                Answers.fingerprint(broker.token("newcomer", "genesys", ",\"rejectedFingerprint\":\"" + token + "\""));
        assertThat(next).isNotEqualTo(token);
        broker.process().awaitLine("kept the last good version", Broker.PATIENCE);
    }

    @Test
    @DisplayName("B-01 a provider that is declared in a file is one like the others")
    void declaredProvider() throws IOException {
        SCENE.simulator()
                .oauth()
                .register(
                        Demo.PROVIDER,
                        new OAuthClient(
                                "declared",
                                "declared-client",
                                CLIENT_SECRET,
                                Authentication.POST,
                                new Allowance(Set.of("contacts.read"), Duration.ofMinutes(10))));

        JsonNode answer = Answers.token(broker.token("declared", Demo.PROVIDER, ""));

        assertThat(answer.get("expiresIn").longValue()).isBetween(590L, 600L);
        assertThat(Answers.problem(broker.token("declared", "acme-crn", ""), 400, "INVALID_REQUEST")
                        .get("detail")
                        .textValue())
                .contains("acme-crm, genesys, qontak, whatsapp");
    }
}
