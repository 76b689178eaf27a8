package dev.jeton.app.desk;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.lifecycle.Opened;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.app.stores.InUse;
import dev.jeton.app.stores.Resealable;
import dev.jeton.app.stores.Stores;
import dev.jeton.cache.InMemoryState;
import dev.jeton.cache.RedisState;
import dev.jeton.crypto.KeyRing;
import dev.jeton.identity.Identity;
import dev.jeton.identity.jwt.Handover;
import dev.jeton.providers.rotation.Connections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stores of the settings, opened beside or in place of a broker. */
public final class StoreDesk implements Desk {

    private final Opened opened = new Opened();
    private final ConnectionDesk connections;
    private final CredentialDesk credentials;
    private final Stores stores;
    private final @Nullable Identity identityOrNull;

    /**
     * Opens them.
     *
     * @throws WrongSettings if they name no store, or one that cannot be used
     * @throws InUse if a running broker keeps it for itself
     */
    public StoreDesk(Settings settings, TokenEvents events) throws WrongSettings, InUse {
        try {
            TimeSource time = TimeSource.system();
            Sealer sealer = sealer(settings);
            RedisState redis = settings.storage()
                    .redis()
                    .map(address -> open(RedisState.open(address, sealer, events, time)))
                    .orElse(null);
            this.stores = open(Stores.borrow(settings.rotating(), new Stores.Means(redis, sealer, events, time)));
            this.identityOrNull = stores.identity()
                    .map(store -> identity(store, redis, settings, new Means(sealer, events, time)))
                    .orElse(null);
            CachedTokens cached = new CachedTokens(redis);
            KnownTypes types = new KnownTypes(settings);
            this.connections = new StoreConnections(Connections.of(stores.grants(), events), cached, types);
            this.credentials = new StoreCredentials(stores.credentials().orElse(null), cached, types);
        } catch (WrongSettings | InUse | RuntimeException e) {
            close();
            throw e;
        }
    }

    private record Means(Sealer sealer, TokenEvents events, TimeSource time) {}

    private Identity identity(IdentityStore store, @Nullable RedisState redis, Settings settings, Means means) {
        CacheService cache =
                redis == null ? open(InMemoryState.create(1, means.time)).cache() : redis.cache();
        Identity.Parts parts = new Identity.Parts(store, cache, means.sealer, means.events, means.time);
        return open(Identity.over(parts, settings.identity()));
    }

    private Sealer sealer(Settings settings) {
        return settings.storage()
                .encryptionKeys()
                .<Sealer>map(keys -> open(keys.reveal(line -> KeyRing.parse(new String(line)))))
                .orElseGet(Sealer::none);
    }

    private <T extends AutoCloseable> T open(T resource) {
        return opened.add(resource);
    }

    @Override
    public ConnectionDesk connections() {
        return connections;
    }

    @Override
    public CredentialDesk credentials() {
        return credentials;
    }

    @Override
    public KeyDesk keys() {
        return new StoreKeys(identity());
    }

    @Override
    public String rotateSigningKey() {
        return identity().signingKeys().rotate(Handover.PUBLISHED_FIRST).id().value();
    }

    /** @throws StoreUnavailable if there is no database, or no key that seals */
    public Identity identity() {
        if (identityOrNull == null) {
            throw new StoreUnavailable(Stores.NO_IDENTITY, null);
        }
        return identityOrNull;
    }

    /** What can be sealed again here. */
    public List<Resealable> resealable() {
        return stores.resealable();
    }

    @Override
    public void close() {
        opened.close();
    }
}
