package dev.jeton.app.settings;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Secret;
import dev.jeton.cache.RedisGrantSettings;
import dev.jeton.store.StoreSettings;
import dev.jeton.vault.VaultSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what has to do with refresh tokens that rotate, and with what is kept for good. */
final class RotatingReader {
    private static final ProviderId QONTAK = new ProviderId("qontak");
    private static final List<String> STORES = List.of("env", "redis", "vault", "jdbc");
    private static final Path NOWHERE = Path.of("data");
    private static final URI QONTAK_ITSELF = URI.create("https://app.qontak.com/oauth/token");

    /** Each of these says that somebody counts on a store. */
    private static final List<SettingKey> WANTING = List.of(
            SettingKey.TOKEN_STORE,
            SettingKey.DATABASE_URL,
            SettingKey.QONTAK_REFRESH_TOKEN,
            SettingKey.QONTAK_REFRESH_TOKEN_FILE,
            SettingKey.VAULT_ADDR);

    private final SettingParser parser;
    private final boolean refreshingDeclared;

    /** @param refreshingDeclared whether PROVIDERS_FILE names a provider whose refresh tokens rotate */
    RotatingReader(SettingParser parser, boolean refreshingDeclared) {
        this.parser = parser;
        this.refreshingDeclared = refreshingDeclared;
    }

    Rotating read() {
        Path directory = parser.optional(SettingKey.DATA_DIR, Path::of).orElse(NOWHERE);
        String kind = parser.required(SettingKey.TOKEN_STORE, RotatingReader::kind, "jdbc");
        boolean wanted = refreshingDeclared || WANTING.stream().anyMatch(parser::isWritten);
        StoreSettings database =
                kind.equals("jdbc") || parser.isWritten(SettingKey.DATABASE_URL) ? database(directory) : null;
        boolean keys = parser.isSet(SettingKey.ENCRYPTION_KEYS);
        boolean sealable = keys || kind.equals("env");
        if (!keys && ((wanted && !sealable) || parser.isWritten(SettingKey.DATABASE_URL))) {
            parser.problem(
                    SettingKey.ENCRYPTION_KEYS,
                    "must be set where refresh tokens or credentials are stored: to a key, ./jeton keys generate makes one,"
                            + " or to off, which stores them as they are");
        }
        TokenStore store = store(kind, database);
        return new Rotating(
                wanted,
                directory,
                sealable ? store : null,
                keys ? database : null,
                new Rotating.Upstream(
                        parser.httpUrl(SettingKey.QONTAK_TOKEN_URL).orElse(QONTAK_ITSELF),
                        parser.duration(SettingKey.TAKEOVER_PATIENCE)),
                environmentConnection(),
                text(SettingKey.QONTAK_REFRESH_TOKEN).map(Secret::of).orElse(null),
                parser.optionalPositiveDuration(SettingKey.GRANT_EXERCISE_AFTER).orElse(null));
    }

    private static String kind(String text) {
        if (!STORES.contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", STORES));
        }
        return text;
    }

    private @Nullable TokenStore store(String kind, @Nullable StoreSettings database) {
        return switch (kind) {
            case "env" ->
                new TokenStore.Environment(parser.optional(SettingKey.QONTAK_REFRESH_TOKEN_FILE, Path::of)
                        .orElse(null));
            case "redis" -> redis();
            case "vault" -> vault();
            default -> database == null ? null : new TokenStore.Jdbc(database);
        };
    }

    private @Nullable TokenStore redis() {
        if (!parser.isSet(SettingKey.REDIS_URL)) {
            parser.problem(SettingKey.REDIS_URL, "must be set where TOKEN_STORE is redis");
        }
        Duration ttl = parser.positiveDuration(SettingKey.REDIS_TOKEN_TTL);
        return parser.optional(SettingKey.REDIS_KEY_PREFIX, prefix -> new RedisGrantSettings(prefix, ttl))
                .map(TokenStore.Redis::new)
                .orElse(null);
    }

    private @Nullable TokenStore vault() {
        Stream.of(SettingKey.VAULT_ADDR, SettingKey.VAULT_TOKEN)
                .filter(key -> !parser.isSet(key))
                .forEach(key -> parser.problem(key, "must be set where TOKEN_STORE is vault"));
        Optional<URI> address = parser.httpUrl(SettingKey.VAULT_ADDR);
        Optional<String> token = parser.optional(SettingKey.VAULT_TOKEN, text -> text);
        if (address.isEmpty() || token.isEmpty()) {
            return null;
        }
        return blaming(
                SettingKey.VAULT_ADDR,
                () -> new TokenStore.Vault(new VaultSettings(
                        address.get(),
                        Secret.of(token.get()),
                        text(SettingKey.VAULT_MOUNT_PATH).orElse(VaultSettings.DEFAULT_MOUNT_PATH),
                        text(SettingKey.VAULT_SECRET_PATH).orElse(VaultSettings.DEFAULT_SECRET_PATH),
                        text(SettingKey.VAULT_NAMESPACE).orElse(null),
                        VaultSettings.DEFAULT_TIMEOUT)));
    }

    private @Nullable StoreSettings database(Path directory) {
        String url = text(SettingKey.DATABASE_URL).orElseGet(() -> "jdbc:sqlite:" + directory.resolve("jeton.db"));
        Secret password = text(SettingKey.DATABASE_PASSWORD).map(Secret::of).orElse(null);
        return blaming(
                SettingKey.DATABASE_URL,
                () -> new StoreSettings(
                        url, text(SettingKey.DATABASE_USER).orElse(null), password, StoreSettings.DEFAULT_TIMEOUT));
    }

    private <T> @Nullable T blaming(SettingKey key, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            parser.problem(key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Optional<String> text(SettingKey key) {
        return parser.optional(key, text -> text);
    }

    private TokenKey environmentConnection() {
        TenantId tenant = parser.required(SettingKey.QONTAK_TENANT, TenantId::new, new TenantId("default"));
        return new TokenKey(QONTAK, tenant);
    }
}
