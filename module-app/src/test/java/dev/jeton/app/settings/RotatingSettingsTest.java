package dev.jeton.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.cache.RedisGrantSettings;
import dev.jeton.store.StoreSettings;
import dev.jeton.testkit.secret.Canaries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotatingSettingsTest {
    private static Rotating read(Map<String, String> environment) throws WrongSettings {
        return SettingsReader.read(environment, null).rotating();
    }

    private static List<String> sentences(Map<String, String> environment) {
        try {
            SettingsReader.read(environment, null);
            return List.of();
        } catch (WrongSettings e) {
            return e.sentences();
        }
    }

    @Test
    @DisplayName("C-02 grants are kept in a SQLite file in the data directory unless something else is said")
    void defaults() throws WrongSettings {
        Rotating settings = read(Map.of("ENCRYPTION_KEYS", "off"));

        assertThat(settings.wanted()).isFalse();
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data"));
        assertThat(settings.store()).hasValue(new TokenStore.Jdbc(StoreSettings.of("jdbc:sqlite:data/jeton.db")));
        assertThat(settings.database()).hasValue(StoreSettings.of("jdbc:sqlite:data/jeton.db"));
        assertThat(settings.upstream().qontakTokenUrl()).hasToString("https://app.qontak.com/oauth/token");
        assertThat(settings.upstream().takeoverPatience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.environmentConnection()).isEqualTo(TokenKey.of("qontak", "default"));
        assertThat(settings.seed()).isEmpty();
    }

    @Test
    @DisplayName("99 without keys nothing is stored, and who counts on nothing being stored may start")
    void nothingToSealWith() throws WrongSettings {
        Rotating settings = read(Map.of());

        assertThat(settings.store()).isEmpty();
        assertThat(settings.database()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_STORE, jdbc",
        "DATABASE_URL, jdbc:postgresql://localhost/jeton",
        "QONTAK_REFRESH_TOKEN, c4nary-refresh-token",
        "QONTAK_REFRESH_TOKEN_FILE, token.txt"
    })
    @DisplayName("99 whoever counts on a store has to say how it is sealed")
    void keysAreNeeded(String key, String value) {
        assertThat(sentences(Map.of(key, value)))
                .singleElement()
                .asString()
                .startsWith("ENCRYPTION_KEYS: must be set where refresh tokens or credentials are stored");
    }

    @Test
    @DisplayName("C-03 env keeps one connection in the process and needs no keys")
    void environment() throws WrongSettings {
        Rotating settings = read(Map.of(
                "TOKEN_STORE", "env",
                "QONTAK_REFRESH_TOKEN", "c4nary-refresh-token",
                "QONTAK_REFRESH_TOKEN_FILE", "token.txt",
                "QONTAK_TENANT", "acme"));

        assertThat(settings.store()).hasValue(new TokenStore.Environment(Path.of("token.txt")));
        assertThat(settings.environmentConnection()).isEqualTo(TokenKey.of("qontak", "acme"));
        String seed = settings.seed().orElseThrow().reveal(String::new);
        assertThat(seed).isEqualTo("c4nary-refresh-token");
        new Canaries().assertNoneIn("settings", settings.toString());
    }

    @Test
    @DisplayName("C-04 C-13 redis takes a prefix and the longest life of an access token")
    void redis() throws WrongSettings {
        Rotating settings = read(Map.of(
                "TOKEN_STORE", "redis",
                "REDIS_URL", "redis://localhost",
                "ENCRYPTION_KEYS", "off",
                "REDIS_KEY_PREFIX", "test:",
                "REDIS_TOKEN_TTL", "3600"));

        assertThat(settings.store())
                .hasValue(new TokenStore.Redis(new RedisGrantSettings("test:", Duration.ofHours(1))));
        assertThat(settings.database()).as("credentials have no place in Redis").isEmpty();
    }

    @Test
    @DisplayName("C-05 vault takes its address, its token and its paths")
    void vault() throws WrongSettings {
        Rotating settings = read(Map.of(
                "TOKEN_STORE", "vault",
                "ENCRYPTION_KEYS", "off",
                "VAULT_ADDR", "https://vault.example:8200",
                "VAULT_TOKEN", "c4nary-vault-token",
                "VAULT_NAMESPACE", "team"));

        assertThat(settings.store().orElseThrow()).isInstanceOfSatisfying(TokenStore.Vault.class, store -> {
            assertThat(store.vault().mountPath()).isEqualTo("secret");
            assertThat(store.vault().secretPath()).isEqualTo("qontak/tokens");
            assertThat(store.vault().namespaceOrNull()).isEqualTo("team");
        });
        new Canaries().assertNoneIn("settings", settings.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TOKEN_STORE=file                          | TOKEN_STORE: must be one of env, redis, vault, jdbc",
                "TOKEN_STORE=redis                         | REDIS_URL: must be set where TOKEN_STORE is redis",
                "TOKEN_STORE=vault VAULT_TOKEN=c4nary      | VAULT_ADDR: must be set where TOKEN_STORE is vault",
                "TOKEN_STORE=vault VAULT_ADDR=https://v    | VAULT_TOKEN: must be set where TOKEN_STORE is vault",
                "TOKEN_STORE=vault VAULT_TOKEN=c4nary VAULT_ADDR=v | VAULT_ADDR: must be http",
                "DATABASE_URL=jdbc:mysql://c4nary/x        | DATABASE_URL: must be jdbc:sqlite:FILE or jdbc:postgresql:",
                "DATABASE_URL=jdbc:postgresql://u:c4nary@h/d | DATABASE_URL: must hold no user and no password",
                "DATABASE_PASSWORD=c4nary DATABASE_URL=jdbc:postgresql://h/d | DATABASE_URL: a password needs the user",
                "QONTAK_TOKEN_URL=app.qontak.com           | QONTAK_TOKEN_URL: must be http",
                "TAKEOVER_PATIENCE=long                    | TAKEOVER_PATIENCE: must be a duration",
                "GRANT_EXERCISE_AFTER=0s                   | GRANT_EXERCISE_AFTER: must be",
                "QONTAK_TENANT=_default                    | QONTAK_TENANT: tenantId must be",
            })
    @DisplayName("117 what is wrong is named, its value is not")
    void wrong(String environment, String sentence) {
        Map<String, String> settings = new HashMap<>(Map.of("ENCRYPTION_KEYS", "off"));
        for (String each : environment.strip().split(" +", -1)) {
            settings.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        assertThat(sentences(settings))
                .singleElement()
                .asString()
                .startsWith(sentence)
                .doesNotContain("c4nary");
    }
}
