package dev.jeton.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrongSettingsTest {

    private static List<String> sentences(Map<String, String> environment, @Nullable Path file) {
        try {
            SettingsReader.read(environment, file);
            return List.of();
        } catch (WrongSettings e) {
            return e.sentences();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT                       | -1",
                "PORT                       | 65536",
                "PORT                       | http",
                "PORT                       | 80 80",
                "INTERNAL_SERVICE_SECRET    | c4nary-too-shrt",
                "INTERNAL_SERVICE_SECRET    | c4nary with spaces in it",
                "INTERNAL_SERVICE_SECRET    | c4nary-ümläute-are-no-header",
                "CALLERS_FILE               | /nowhere/at/all.json",
                "AUDIT                      | database",
                "AUDIT                      | on",
                "AUDIT_FAILURE              | ignore",
                "AUDIT_SYNC                 | now",
                "REDIS_TIMEOUT              | 0",
                "REDIS_TIMEOUT              | 61s",
                "REDIS_TIMEOUT              | soon",
                "TENANT_SERVICE_URL         | tenants.example",
                "TENANT_SERVICE_URL         | ftp://tenants.example",
                "TENANT_SERVICE_URL         | https://c4nary:c4nary@tenants.example",
                "TENANT_SERVICE_URL         | https://tenants.example/?x=c4nary",
                "TENANT_SERVICE_URL         | https://",
                "TENANT_SERVICE_TIMEOUT     | 0s",
                "TENANT_SERVICE_TIMEOUT     | 3 s",
                "TENANT_SERVICE_TOKEN       | c4nary c4nary",
                "CREDENTIALS_FILE           | /nowhere/at/all.json",
                "CREDENTIALS_FILE           | /",
                "GENESYS_LOGIN_URL          | login.mypurecloud.com",
                "PROVIDERS_FILE             | /nowhere/at/all.json",
                "OAUTH_TIMEOUT              | 0",
                "OAUTH_TIMEOUT              | -5s",
                "OAUTH_TIMEOUT              | 11s",
                "OAUTH_MAX_RETRIES          | 11",
                "OAUTH_MAX_RETRIES          | two",
                "REQUEST_TIMEOUT            | 10000000000",
                "LOCK_LEASE                 | 1d",
                "TOKEN_SAFETY_BUFFER        | 1.5s",
                "TOKEN_REFRESH_AHEAD        | five minutes",
                "DEGRADED_LIMIT_PER_MINUTE  | 0",
                "FORCE_REFRESH_MIN_INTERVAL | PT1S",
                "NEAR_CACHE_SIZE            | -1",
                "NEAR_CACHE_SIZE            | many",
                "NEAR_CACHE_TTL             | 2h",
                "NEAR_CACHE_TTL             | -1s",
                "LOG_LEVEL                  | loud",
                "ENCRYPTION_KEYS            | k1:YzRuYXJ5YzRuYXJ5YzRuYXJ5YzRuYXJ5",
                "ENCRYPTION_KEYS            | YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXI=",
                "ENCRYPTION_KEYS            | k1:YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXI=,",
                "ENCRYPTION_KEYS            | off,k1:YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXJ5a2V5YzRuYXI=",
                "ENCRYPTION_KEYS            | none",
            })
    @DisplayName("117 99 a wrong setting is named in one sentence; its value is not repeated")
    void wrongValuesAreNamed(String key, String value) {
        assertThat(sentences(Map.of(key, value), null))
                .singleElement()
                .asString()
                .startsWith(key + ": ")
                .doesNotContain(": " + value, "c4nary", "YzRu");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:6379",
        "redis-cluster://:c4nary@a:1/2",
        "redis-sentinel://:c4nary@a",
        "redis-ring://:c4nary@a",
        "redis://:c4nary@",
        "redis://:c4nary@host:6379/many",
        "redis://:c4nary with space@host",
        "127.0.0.1:6379",
    })
    @DisplayName("117 a wrong REDIS_URL is named, its password is not")
    void wrongRedisUrls(String url) {
        assertThat(sentences(Map.of("REDIS_URL", url, "ENCRYPTION_KEYS", "off"), null))
                .singleElement()
                .asString()
                .startsWith("REDIS_URL: ")
                .doesNotContain("c4nary");
    }

    @Test
    @DisplayName("117 all wrong settings are reported at once, from file and environment")
    void allAtOnce(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("jeton.properties"),
                "port = eighty\nredis.ulr = redis://:c4nary@127.0.0.1\ntoken.safety.buffer = x\n");

        List<String> sentences = sentences(
                Map.of(
                        "HOST", "0.0.0.0",
                        "REDIS_URL", "http://c4nary",
                        "LOG_LEVEL", "loud",
                        "OAUTH_MAX_RETRIES", "many",
                        "CREDENTIALS_FILE", "/nowhere"),
                file);

        assertThat(sentences.stream().map(sentence -> sentence.replace(file.toString(), "FILE")))
                .extracting(sentence -> sentence.substring(0, sentence.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "FILE",
                        "PORT",
                        "INTERNAL_SERVICE_SECRET",
                        "CREDENTIALS_FILE",
                        "TOKEN_SAFETY_BUFFER",
                        "OAUTH_MAX_RETRIES",
                        "REDIS_URL",
                        "ENCRYPTION_KEYS",
                        "LOG_LEVEL");
        assertThat(String.join("\n", sentences))
                .contains("unknown setting redis.ulr")
                .doesNotContain("c4nary");
    }

    @Test
    @DisplayName("117 what is wrong inside the files is reported with all else, a sentence for each")
    void filesAreReadAtOnce(@TempDir Path directory) throws Exception {
        Path credentials = Files.writeString(directory.resolve("credentials.json"), "{\"c4nary\": \"c4nary\"}");
        Path providers = Files.writeString(
                directory.resolve("providers.json"),
                "{\"providers\": {\"a\": {\"grant\": \"c4nary\", \"colour\": 1}}}");

        List<String> sentences = sentences(
                Map.of(
                        "PORT", "abc",
                        "CREDENTIALS_FILE", credentials.toString(),
                        "PROVIDERS_FILE", providers.toString()),
                null);

        assertThat(sentences)
                .hasSizeGreaterThan(4)
                .anyMatch(sentence -> sentence.startsWith("PORT: "))
                .anyMatch(sentence -> sentence.startsWith("CREDENTIALS_FILE: "))
                .anyMatch(sentence -> sentence.startsWith("PROVIDERS_FILE: ") && sentence.contains("grant"))
                .anyMatch(sentence -> sentence.startsWith("PROVIDERS_FILE: ") && sentence.contains("colour"))
                .noneMatch(sentence -> sentence.contains("c4nary") || sentence.contains("; PROV"));
    }

    @ParameterizedTest
    @CsvSource({"short, INTERNAL_SERVICE_SECRET", "'', INTERNAL_SERVICE_SECRET"})
    @DisplayName("117 off loopback a secret that is too short is one sentence, as one that is missing is")
    void oneSentenceAboutTheSecret(String secret, String named) {
        assertThat(sentences(Map.of("HOST", "0.0.0.0", "INTERNAL_SERVICE_SECRET", secret), null))
                .singleElement()
                .asString()
                .startsWith(named + ": ");
    }

    @Test
    @DisplayName("117 a HOST that no address can be found for is named, and the secret is not blamed for it")
    void hostWithoutAddress() {
        assertThat(sentences(Map.of("HOST", "no such host"), null))
                .singleElement()
                .asString()
                .startsWith("HOST: ");
    }

    @Test
    @DisplayName("117 a file that cannot be read is named")
    void unreadableFile(@TempDir Path directory) throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.properties"), "port = \\u00zz");

        assertThat(sentences(Map.of(), directory.resolve("missing.properties")))
                .singleElement()
                .asString()
                .contains("missing.properties");
        assertThat(sentences(Map.of(), broken)).singleElement().asString().contains("broken.properties");
    }

    @Test
    @DisplayName("117 its message has every sentence")
    void messageHasAll() {
        Assertions.assertThat(new WrongSettings(List.of("A: x", "B: y"))).hasMessage("A: x; B: y");
        assertThatThrownBy(() -> SettingsReader.read(Map.of("PORT", "x", "LOG_LEVEL", "y"), null))
                .hasMessageContaining("PORT: ")
                .hasMessageContaining("LOG_LEVEL: ");
    }
}
