package dev.jeton.app.stores;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.app.settings.Rotating;
import dev.jeton.app.settings.TokenStore;
import dev.jeton.providers.rotation.EnvironmentGrants;
import dev.jeton.providers.rotation.FileJournal;
import dev.jeton.store.SqlStore;
import dev.jeton.store.StoreSettings;
import dev.jeton.vault.VaultStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens stores one after the other, and closes them again where one cannot be opened. */
final class StoresOpener {
    private final Rotating settings;
    private final Stores.Means means;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable SqlStore sqlOrNull;
    private @Nullable VaultStore vaultOrNull;

    StoresOpener(Rotating settings, Stores.Means means) {
        this.settings = settings;
        this.means = means;
    }

    Stores open() throws IOException {
        try {
            DataDirectory directory = opening(DataDirectory.open(settings.dataDirectory()));
            FileJournal journal = FileJournal.in(directory.resolve("journal"), means.sealer(), means.events());
            GrantStore grants = grants(settings.store().orElseThrow());
            return new Stores(new Stores.Kept(directory.home(), journal, grants, credentials()), opened);
        } catch (IOException | RuntimeException e) {
            Stores.closeAll(opened);
            throw e;
        }
    }

    private GrantStore grants(TokenStore store) throws IOException {
        return switch (store) {
            case TokenStore.Jdbc(StoreSettings database) -> sql(database).grants();
            case TokenStore.Redis redis ->
                Objects.requireNonNull(means.redisOrNull(), "TOKEN_STORE=redis was checked to have a REDIS_URL")
                        .grants(redis.grants(), means.sealer(), means.events());
            case TokenStore.Vault vault -> {
                VaultStore opened =
                        opening(VaultStore.open(vault.vault(), means.sealer(), means.events(), means.time()));
                vaultOrNull = opened;
                yield opened.grants();
            }
            case TokenStore.Environment environment ->
                EnvironmentGrants.open(settings.environmentConnection(), environment.fileOrNull(), means.time());
        };
    }

    private @Nullable CredentialStore credentials() {
        if (vaultOrNull != null) {
            return vaultOrNull.credentials();
        }
        return settings.database().map(database -> sql(database).credentials()).orElse(null);
    }

    private SqlStore sql(StoreSettings database) {
        SqlStore store = sqlOrNull;
        if (store == null) {
            store = opening(SqlStore.open(database, means.sealer(), means.events()));
            sqlOrNull = store;
        }
        return store;
    }

    private <T extends AutoCloseable> T opening(T resource) {
        opened.push(resource);
        return resource;
    }
}
