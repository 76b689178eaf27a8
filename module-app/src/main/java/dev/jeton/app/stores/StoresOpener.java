package dev.jeton.app.stores;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.app.lifecycle.Opened;
import dev.jeton.app.settings.Rotating;
import dev.jeton.app.settings.SettingKey;
import dev.jeton.app.settings.TokenStore;
import dev.jeton.cache.RedisGrantSettings;
import dev.jeton.cache.RedisState;
import dev.jeton.providers.rotation.EnvironmentGrants;
import dev.jeton.providers.rotation.FileJournal;
import dev.jeton.providers.rotation.Journal;
import dev.jeton.store.SqlStore;
import dev.jeton.store.StoreSettings;
import dev.jeton.vault.VaultStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens stores one after the other, and closes them again where one cannot be opened. */
final class StoresOpener {
    private final Rotating settings;
    private final Stores.Means means;
    private final Opened opened = new Opened();
    private final List<Resealable> resealable = new ArrayList<>();
    private @Nullable SqlStore sqlOrNull;
    private @Nullable VaultStore vaultOrNull;

    StoresOpener(Rotating settings, Stores.Means means) {
        this.settings = settings;
        this.means = means;
    }

    Stores open() throws IOException {
        try {
            DataDirectory directory =
                    opening(named(SettingKey.DATA_DIR, () -> DataDirectory.open(settings.dataDirectory())));
            FileJournal journal = FileJournal.in(directory.resolve("journal"), means.sealer(), means.events());
            return kept(directory.home(), journal);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** As {@link #open}, for a process that spends no refresh token. */
    Stores borrow() throws IOException {
        if (settings.store().filter(StoresOpener::isForgetful).isPresent()) {
            throw new IOException("TOKEN_STORE=env keeps nothing without QONTAK_REFRESH_TOKEN_FILE");
        }
        try {
            if (isLocal()) {
                DataDirectory unused =
                        opening(named(SettingKey.DATA_DIR, () -> DataDirectory.open(settings.dataDirectory())));
            }
            return kept(UUID.randomUUID().toString(), Journal.none());
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private Stores kept(String home, Journal journal) throws IOException {
        GrantStore grants = grants(settings.store().orElseThrow());
        CredentialStore credentials = credentials();
        @Nullable IdentityStore identity = identity();
        return new Stores(new Stores.Kept(home, journal, grants, credentials, identity, resealable), opened);
    }

    private static boolean isForgetful(TokenStore store) {
        return store instanceof TokenStore.Environment(@Nullable Path fileOrNull) && fileOrNull == null;
    }

    /** Whether two processes could not have it open without harm. */
    private boolean isLocal() {
        return settings.store().filter(TokenStore.Environment.class::isInstance).isPresent()
                || settings.database().flatMap(StoreSettings::file).isPresent();
    }

    private GrantStore grants(TokenStore store) throws IOException {
        return switch (store) {
            case TokenStore.Jdbc(StoreSettings database) -> sql(database).grants();
            case TokenStore.Redis(RedisGrantSettings keys) -> {
                RedisState redis = Objects.requireNonNull(
                        means.redisOrNull(), "TOKEN_STORE=redis was checked to have a REDIS_URL");
                resealable.add(new Resealable("Redis", redis.grantResealing(keys, means.sealer(), means.events())));
                yield redis.grants(keys, means.sealer(), means.events());
            }
            case TokenStore.Vault vault -> {
                VaultStore opened =
                        opening(VaultStore.open(vault.vault(), means.sealer(), means.events(), means.time()));
                vaultOrNull = opened;
                resealable.add(new Resealable("Vault", opened.resealing()));
                yield opened.grants();
            }
            case TokenStore.Environment environment ->
                named(
                        SettingKey.QONTAK_REFRESH_TOKEN_FILE,
                        () -> EnvironmentGrants.open(
                                settings.environmentConnection(), environment.fileOrNull(), means.time()));
        };
    }

    private @Nullable CredentialStore credentials() throws IOException {
        if (vaultOrNull != null) {
            return vaultOrNull.credentials();
        }
        Optional<StoreSettings> database = settings.database();
        return database.isEmpty() ? null : sql(database.get()).credentials();
    }

    /** Without keys there is none: private halves would lie about in plain, and whoever can write to Redis could make tokens. */
    private @Nullable IdentityStore identity() throws IOException {
        if (means.sealer().equals(Sealer.none())) {
            return null;
        }
        Optional<StoreSettings> database = settings.database();
        return database.isEmpty() ? null : sql(database.get()).identity();
    }

    private SqlStore sql(StoreSettings database) throws IOException {
        SqlStore store = sqlOrNull;
        if (store == null) {
            store = opening(
                    named(SettingKey.DATABASE_URL, () -> SqlStore.open(database, means.sealer(), means.events())));
            sqlOrNull = store;
            resealable.add(new Resealable("database", store.resealing()));
        }
        return store;
    }

    private interface Opening<T> {
        T open() throws IOException;
    }

    /** What {@code opening} opens; a failure names the setting that is to blame. */
    private static <T> T named(SettingKey setting, Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (InUse e) {
            throw e;
        } catch (IOException | StoreUnavailable e) {
            throw new IOException(setting + ": " + e.getMessage(), e);
        }
    }

    private <T extends AutoCloseable> T opening(T resource) {
        return opened.add(resource);
    }
}
