package dev.jeton.app.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is, with its default. The name here is the environment variable; a file spells it in lower case with
 * dots, {@code redis.url}.
 */
public enum SettingKey {
    HOST("127.0.0.1"),
    PORT("3004"),
    INTERNAL_SERVICE_SECRET(null),
    CALLERS_FILE(null),
    /** Off on a loopback address and {@code file} elsewhere, where it is not set. */
    AUDIT(null),
    /** {@code warn} on a loopback address and {@code refuse} elsewhere, where it is not set. */
    AUDIT_FAILURE(null),
    AUDIT_SYNC("1s"),
    REDIS_URL(null),
    REDIS_TIMEOUT("250ms"),
    TENANT_SERVICE_URL(null),
    TENANT_SERVICE_TIMEOUT("3s"),
    TENANT_SERVICE_TOKEN(null),
    CREDENTIALS_FILE(null),
    GENESYS_LOGIN_URL(null),
    GENESYS_API_URL(null),
    WHATSAPP_GRAPH_URL("https://graph.facebook.com"),
    QONTAK_TOKEN_URL("https://app.qontak.com/oauth/token"),
    QONTAK_API_URL("https://app.qontak.com"),
    PROVIDERS_FILE(null),
    PROXY_TIMEOUT("30s"),
    PROXY_MAX_CONCURRENT("256"),
    OAUTH_TIMEOUT("5s"),
    OAUTH_MAX_RETRIES("2"),
    REQUEST_TIMEOUT("10s"),
    LOCK_LEASE("30s"),
    TAKEOVER_PATIENCE("30s"),
    TOKEN_SAFETY_BUFFER("60s"),
    TOKEN_REFRESH_AHEAD("300s"),
    DEGRADED_LIMIT_PER_MINUTE("10"),
    FORCE_REFRESH_MIN_INTERVAL("1s"),
    NEAR_CACHE_SIZE("100000"),
    NEAR_CACHE_TTL("5s"),
    TOKEN_STORE("jdbc"),
    QONTAK_REFRESH_TOKEN(null),
    QONTAK_REFRESH_TOKEN_FILE(null),
    QONTAK_TENANT("default"),
    GRANT_EXERCISE_AFTER(null),
    REDIS_KEY_PREFIX("qontak:tokens:"),
    REDIS_TOKEN_TTL("21600"),
    VAULT_ADDR(null),
    VAULT_TOKEN(null),
    VAULT_MOUNT_PATH("secret"),
    VAULT_SECRET_PATH("qontak/tokens"),
    VAULT_NAMESPACE(null),
    DATA_DIR("data"),
    DATABASE_URL(null),
    DATABASE_USER(null),
    DATABASE_PASSWORD(null),
    ENCRYPTION_KEYS(null),
    WARM_UP_FILE(null),
    SESSION_TTL("720h"),
    ACCESS_TOKEN_TTL("15m"),
    IDENTITY_RETENTION("720h"),
    JWT_ISSUER("jeton"),
    JWT_AUDIENCE(null),
    JWT_ALGORITHM("ES256"),
    JWT_KEY_ROTATE_AFTER("720h"),
    LOG_LEVEL("info");

    private final @Nullable String defaultText;

    SettingKey(@Nullable String defaultText) {
        this.defaultText = defaultText;
    }

    /** The value that holds where none is set; empty = the setting is off. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** As a line of a settings file spells it. */
    public String fileKey() {
        return fileKey(name());
    }

    static String fileKey(String environmentVariable) {
        return environmentVariable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    static Optional<SettingKey> ofFileKey(String key) {
        return Stream.of(values())
                .filter(setting -> setting.fileKey().equals(key))
                .findFirst();
    }
}
