package dev.jeton.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.providers.BrokerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {

    private static final String SECRET = "sixteen-letters-";

    /** Its 32 bytes read c4narykeyc4narykeyc4narykeyc4nar. */
    private static final String KEY = "k1:YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXI=";

    @Test
    @DisplayName("without any setting the broker listens on loopback, in memory, with the product's defaults")
    void defaults() throws WrongSettings {
        Settings settings = SettingsReader.read(Map.of(), null);

        assertThat(settings.listening()).isEqualTo(new Settings.Listening("127.0.0.1", 3004, null));
        assertThat(settings.sources()).isEqualTo(new Settings.Sources(null, null, null, List.of(), null));
        assertThat(settings.broker()).isEqualTo(BrokerSettings.defaults());
        assertThat(settings.storage()).isEqualTo(new Settings.Storage(null, null));
        assertThat(settings.logLevel()).isEqualTo("info");
    }

    @Test
    @DisplayName("the environment wins over the file, and an empty variable is none")
    void environmentWins(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("jeton.properties"), "port = 4001\nlog.level = WARN\n# a comment\nlock.lease=12s\n");

        Settings settings = SettingsReader.read(Map.of("PORT", "4002", "LOCK_LEASE", " "), file);

        assertThat(settings.listening().port()).isEqualTo(4002);
        assertThat(settings.logLevel()).isEqualTo("warn");
        assertThat(settings.broker().lockLease()).isEqualTo(Duration.ofSeconds(12));
    }

    @ParameterizedTest
    @CsvSource({"250ms, 250", "5s, 5000", "10m, 600000", "6h, 21600000", "7, 7000", "' 8s ', 8000"})
    @DisplayName("durations are written as 250ms, 5s, 10m, 6h; a bare number is seconds")
    void durations(String text, long millis) throws WrongSettings {
        assertThat(SettingsReader.read(Map.of("LOCK_LEASE", text), null)
                        .broker()
                        .lockLease())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    @DisplayName("off loopback the broker refuses to start with no caller authentication")
    void offLoopbackNeedsSecret(String host) throws WrongSettings {
        assertThatThrownBy(() -> SettingsReader.read(Map.of("HOST", host), null))
                .isInstanceOfSatisfying(
                        WrongSettings.class,
                        e -> assertThat(e.sentences())
                                .singleElement()
                                .asString()
                                .startsWith("INTERNAL_SERVICE_SECRET: must be set where HOST"));
        assertThat(SettingsReader.read(Map.of("HOST", host, "INTERNAL_SERVICE_SECRET", SECRET), null)
                        .listening()
                        .host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.9.9.9"})
    @DisplayName("on loopback no secret is needed")
    void loopbackNeedsNone(String host) throws WrongSettings {
        assertThat(SettingsReader.read(Map.of("HOST", host), null).listening().serviceSecret())
                .isEmpty();
    }

    @Test
    @DisplayName("99 with Redis and no word about encryption the broker refuses to start; off is a word")
    void encryptionHasToBeSpokenOf() throws WrongSettings {
        Map<String, String> silent = Map.of("REDIS_URL", "redis://127.0.0.1:6379");

        assertThatThrownBy(() -> SettingsReader.read(silent, null))
                .isInstanceOfSatisfying(
                        WrongSettings.class,
                        e -> assertThat(e.sentences())
                                .singleElement()
                                .asString()
                                .startsWith("ENCRYPTION_KEYS: ")
                                .contains("keys generate", "off"));
        Settings.Storage off = storage("off");
        assertThat(off.redis()).isPresent();
        assertThat(off.encryptionKeys()).isEmpty();
        assertThat(storage("OFF").encryptionKeys()).isEmpty();
    }

    @Test
    @DisplayName("99 keys are handed on as they are written, and hold without Redis too")
    void encryptionKeys() throws WrongSettings {
        assertThat(storage(KEY).encryptionKeys().orElseThrow().<String>reveal(String::new))
                .isEqualTo(KEY);
        assertThat(SettingsReader.read(Map.of("ENCRYPTION_KEYS", KEY), null)
                        .storage()
                        .encryptionKeys())
                .isPresent();
    }

    private static Settings.Storage storage(String encryptionKeys) throws WrongSettings {
        return SettingsReader.read(
                        Map.of("REDIS_URL", "redis://127.0.0.1:6379", "ENCRYPTION_KEYS", encryptionKeys), null)
                .storage();
    }

    @Test
    @DisplayName("B-13 settings print none of their secrets")
    void secretsAreNotPrinted() throws WrongSettings {
        Settings settings = SettingsReader.read(
                Map.of(
                        "INTERNAL_SERVICE_SECRET", "c4nary-service-secret",
                        "TENANT_SERVICE_URL", "https://tenants.example",
                        "TENANT_SERVICE_TOKEN", "c4nary-tenant-token",
                        "REDIS_URL", "redis://user:c4nary-password@127.0.0.1:6379",
                        "ENCRYPTION_KEYS", KEY),
                null);

        assertThat(settings.toString()).doesNotContain("c4nary", "YzRu").contains("tenants.example");
    }
}
