package dev.jeton.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SettingKeyTest {

    @Test
    @DisplayName("every setting has its name and its default")
    void namesAndDefaults() {
        assertThat(Arrays.stream(SettingKey.values())
                        .map(key -> key + " = " + key.defaultText().orElse("none")))
                .containsExactly(
                        "HOST = 127.0.0.1",
                        "PORT = 3004",
                        "INTERNAL_SERVICE_SECRET = none",
                        "CALLERS_FILE = none",
                        "AUDIT = none",
                        "AUDIT_FAILURE = none",
                        "AUDIT_SYNC = 1s",
                        "REDIS_URL = none",
                        "REDIS_TIMEOUT = 250ms",
                        "TENANT_SERVICE_URL = none",
                        "TENANT_SERVICE_TIMEOUT = 3s",
                        "TENANT_SERVICE_TOKEN = none",
                        "CREDENTIALS_FILE = none",
                        "GENESYS_LOGIN_URL = none",
                        "GENESYS_API_URL = none",
                        "WHATSAPP_GRAPH_URL = https://graph.facebook.com",
                        "QONTAK_TOKEN_URL = https://app.qontak.com/oauth/token",
                        "QONTAK_API_URL = https://app.qontak.com",
                        "PROVIDERS_FILE = none",
                        "PROXY_TIMEOUT = 30s",
                        "PROXY_MAX_CONCURRENT = 256",
                        "OAUTH_TIMEOUT = 5s",
                        "OAUTH_MAX_RETRIES = 2",
                        "REQUEST_TIMEOUT = 10s",
                        "LOCK_LEASE = 30s",
                        "TAKEOVER_PATIENCE = 30s",
                        "TOKEN_SAFETY_BUFFER = 60s",
                        "TOKEN_REFRESH_AHEAD = 300s",
                        "DEGRADED_LIMIT_PER_MINUTE = 10",
                        "FORCE_REFRESH_MIN_INTERVAL = 1s",
                        "NEAR_CACHE_SIZE = 100000",
                        "NEAR_CACHE_TTL = 5s",
                        "TOKEN_STORE = jdbc",
                        "QONTAK_REFRESH_TOKEN = none",
                        "QONTAK_REFRESH_TOKEN_FILE = none",
                        "QONTAK_TENANT = default",
                        "GRANT_EXERCISE_AFTER = none",
                        "REDIS_KEY_PREFIX = qontak:tokens:",
                        "REDIS_TOKEN_TTL = 21600",
                        "VAULT_ADDR = none",
                        "VAULT_TOKEN = none",
                        "VAULT_MOUNT_PATH = secret",
                        "VAULT_SECRET_PATH = qontak/tokens",
                        "VAULT_NAMESPACE = none",
                        "DATA_DIR = data",
                        "DATABASE_URL = none",
                        "DATABASE_USER = none",
                        "DATABASE_PASSWORD = none",
                        "ENCRYPTION_KEYS = none",
                        "WARM_UP_FILE = none",
                        "SESSION_TTL = 720h",
                        "ACCESS_TOKEN_TTL = 15m",
                        "IDENTITY_RETENTION = 720h",
                        "JWT_ISSUER = jeton",
                        "JWT_AUDIENCE = none",
                        "JWT_ALGORITHM = ES256",
                        "JWT_KEY_ROTATE_AFTER = 720h",
                        "LOG_LEVEL = info");
    }

    @Test
    @DisplayName("a file spells a setting in lower case with dots")
    void fileSpelling() {
        assertThat(SettingKey.FORCE_REFRESH_MIN_INTERVAL.fileKey()).isEqualTo("force.refresh.min.interval");
        assertThat(SettingKey.ofFileKey("redis.url")).hasValue(SettingKey.REDIS_URL);
        assertThat(SettingKey.ofFileKey("REDIS_URL")).isEmpty();
    }
}
