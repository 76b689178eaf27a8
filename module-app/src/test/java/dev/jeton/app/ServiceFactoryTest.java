package dev.jeton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.SettingsReader;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.crypto.EncryptionKey;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.RedisProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceFactoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @AutoClose
    private static final Simulator SIMULATOR = Simulator.start();

    @AutoClose
    private static final RedisProcess REDIS = RedisProcess.start();

    private static Settings settings(Map<String, String> more) throws WrongSettings {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GENESYS_LOGIN_URL", SIMULATOR.genesysLoginUrl(), "TENANT_SERVICE_URL", SIMULATOR.tenantServiceUrl()));
        environment.putAll(more);
        return SettingsReader.read(environment, null);
    }

    private static Map<String, String> overRedis() {
        return overRedis("off");
    }

    private static Map<String, String> overRedis(String encryptionKeys) {
        return Map.of("REDIS_URL", REDIS.uri().toString(), "ENCRYPTION_KEYS", encryptionKeys);
    }

    private static long connections() {
        return String.valueOf(REDIS.command("CLIENT", "LIST"))
                .lines()
                .filter(line -> line.contains("name=jeton"))
                .count();
    }

    @Test
    @DisplayName("B-14 asked twice, the factory gives the same services")
    void servicesAreMadeOnce() throws WrongSettings {
        try (ServiceFactory factory = new ServiceFactory(settings(Map.of()), TimeSource.system())) {
            assertThat(factory.services()).isSameAs(factory.services());
            assertThat(factory.services().tokens().providers())
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder("genesys", "qontak", "whatsapp");
        }
    }

    @Test
    @DisplayName("B-14 two factories share nothing")
    void factoriesAreIndependent() throws WrongSettings {
        SIMULATOR.genesys().register(GenesysClient.invented("two-factories", "us-east-1"));
        try (ServiceFactory one = new ServiceFactory(settings(Map.of()), TimeSource.system());
                ServiceFactory other = new ServiceFactory(settings(Map.of()), TimeSource.system())) {
            TokenRequest request = TokenRequest.of("genesys", "two-factories");

            assertThat(one.services().tokens().getToken(request).source()).isEqualTo(TokenAnswer.Source.FRESH);
            assertThat(other.services().tokens().getToken(request).source()).isEqualTo(TokenAnswer.Source.FRESH);
        }
    }

    @Test
    @DisplayName("I6 99 with keys the factory seals what goes to Redis, and two of the same settings read each other")
    void sealsWithTheKeys() throws WrongSettings {
        SIMULATOR.genesys().register(GenesysClient.invented("sealing", "us-east-1"));
        Settings settings =
                settings(overRedis(EncryptionKey.generate(TimeSource.system()).reveal(String::new)));
        TokenRequest request = TokenRequest.of("genesys", "sealing");
        try (ServiceFactory one = new ServiceFactory(settings, TimeSource.system())) {
            assertThat(one.services().tokens().getToken(request).source()).isEqualTo(TokenAnswer.Source.FRESH);
        }
        // The first one has wiped its keys; these are others of the same words.
        try (ServiceFactory other = new ServiceFactory(settings, TimeSource.system())) {
            assertThat(other.services().tokens().getToken(request).source()).isEqualTo(TokenAnswer.Source.CACHE);
        }
        String stored = String.valueOf(REDIS.command("GET", "auth:token:genesys:sealing"));
        assertThat(stored).startsWith("{\"v\":1,\"kid\":\"k");
        new Canaries().assertNoneIn("Redis", stored);
    }

    @Test
    @DisplayName("B-14 109 services are closed in reverse order: an exchange under way is stored before Redis is left")
    void closesInReverseOrder() throws Exception {
        SIMULATOR.genesys().register(GenesysClient.invented("closing", "us-east-1"));
        SIMULATOR.faults().set(Service.GENESYS, "closing", new Fault.Latency(Duration.ofMillis(500)));
        ServiceFactory factory = new ServiceFactory(settings(overRedis()), TimeSource.system());
        ServiceFactory.Services services = factory.services();
        CompletableFuture<TokenAnswer> answer =
                CompletableFuture.supplyAsync(() -> services.tokens().getToken(TokenRequest.of("genesys", "closing")));
        SIMULATOR.ledger().awaitCount(Service.GENESYS, "closing", 1, PATIENCE);

        factory.close();

        assertThat(answer.get().source()).isEqualTo(TokenAnswer.Source.FRESH);
        assertThat(REDIS.command("EXISTS", "auth:token:genesys:closing")).isEqualTo(1L);
        assertThat(REDIS.command("EXISTS", "auth:lock:genesys:closing")).isEqualTo(0L);
        Eventually.isTrue("no connection to Redis is left", PATIENCE, () -> connections() == 0);
        assertThatThrownBy(() -> services.tokens().getToken(TokenRequest.of("genesys", "another")))
                .hasMessageContaining("closing");
    }

    @Test
    @DisplayName("B-14 117 what was opened is closed when the wiring fails")
    void failedWiringLeavesNothingOpen(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("credentials.json"), "{\"tenants\": {}}");
        Map<String, String> environment = new HashMap<>(overRedis());
        environment.put("CREDENTIALS_FILE", file.toString());
        Settings settings = settings(environment);
        Files.writeString(file, "{\"c4nary\": \"c4nary\"}");

        assertThatThrownBy(() -> new ServiceFactory(settings, TimeSource.system()).close())
                .isInstanceOf(WrongSettings.class)
                .hasMessageStartingWith("CREDENTIALS_FILE: ")
                .hasMessageNotContaining("c4nary");
        Eventually.isTrue("no connection to Redis is left", PATIENCE, () -> connections() == 0);
    }
}
