package dev.jeton.app.settings;

import dev.jeton.cache.RedisGrantSettings;
import dev.jeton.store.StoreSettings;
import dev.jeton.vault.VaultSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where grants are kept: TOKEN_STORE. */
public sealed interface TokenStore {
    /** In the database. */
    record Jdbc(StoreSettings database) implements TokenStore {}

    /** In the Redis of REDIS_URL. */
    record Redis(RedisGrantSettings grants) implements TokenStore {}

    record Vault(VaultSettings vault) implements TokenStore {}

    /**
     * In this process.
     *
     * @param fileOrNull where a rotated refresh token is kept; null = nowhere
     */
    record Environment(@Nullable Path fileOrNull) implements TokenStore {}
}
