package dev.jeton.app.stores;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.lifecycle.Opened;
import dev.jeton.app.settings.Rotating;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.cache.RedisState;
import dev.jeton.providers.rotation.Journal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is kept for good: grants, tenants' credentials, and the journal of answers on their way to them. */
public final class Stores implements AutoCloseable {
    /** What those are told who ask for first-party tokens where {@link #identity} is empty. */
    public static final String NO_IDENTITY =
            "first-party tokens need a database and keys that seal: DATABASE_URL, and ENCRYPTION_KEYS that are not off";

    private static final String NOT_SET_UP =
            "no store is set up: nothing is stored without ENCRYPTION_KEYS; ./jeton keys generate makes one";

    private final String home;
    private final Journal journal;
    private final GrantStore grants;
    private final @Nullable CredentialStore credentialsOrNull;
    private final @Nullable IdentityStore identityOrNull;
    private final List<Resealable> resealable;
    private final Opened opened;

    /**
     * What stores are opened with.
     *
     * @param redisOrNull the Redis of the process, where grants may be kept too
     */
    public record Means(@Nullable RedisState redisOrNull, Sealer sealer, TokenEvents events, TimeSource time) {}

    Stores(Kept kept, Opened opened) {
        this.home = kept.home;
        this.journal = kept.journal;
        this.grants = kept.grants;
        this.credentialsOrNull = kept.credentialsOrNull;
        this.identityOrNull = kept.identityOrNull;
        this.resealable = kept.resealable;
        this.opened = opened;
    }

    /** What was opened. */
    record Kept(
            String home,
            Journal journal,
            GrantStore grants,
            @Nullable CredentialStore credentialsOrNull,
            @Nullable IdentityStore identityOrNull,
            List<Resealable> resealable) {}

    /**
     * Opens what the settings name, and the data directory with it.
     *
     * @throws WrongSettings if it cannot be used and somebody counts on it; else the process goes on without
     */
    public static Stores open(Rotating settings, Means means) throws WrongSettings {
        if (settings.store().isEmpty()) {
            return none(NOT_SET_UP);
        }
        try {
            return new StoresOpener(settings, means).open();
        } catch (InUse e) {
            return without(settings, "DATA_DIR: " + e.getMessage());
        } catch (IOException e) {
            return without(settings, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Opens what the settings name for a command, beside brokers that run. The data directory is opened, and so locked, only
     * where something of this machine alone is kept there or beside it; there is no journal.
     *
     * @throws InUse if it is, and a broker has it
     * @throws WrongSettings if there is no store, or none that can be used
     */
    public static Stores borrow(Rotating settings, Means means) throws WrongSettings, InUse {
        if (settings.store().isEmpty()) {
            throw new WrongSettings(List.of("ENCRYPTION_KEYS: " + NOT_SET_UP));
        }
        try {
            return new StoresOpener(settings, means).borrow();
        } catch (InUse e) {
            throw e;
        } catch (IOException e) {
            throw new WrongSettings(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Stores without(Rotating settings, String why) throws WrongSettings {
        if (settings.wanted()) {
            throw new WrongSettings(List.of(why));
        }
        return none(why);
    }

    private static Stores none(String why) {
        Kept nothing = new Kept(UUID.randomUUID().toString(), Journal.none(), new NoStore(why), null, null, List.of());
        return new Stores(nothing, new Opened());
    }

    /** Names this process to others, now and after a restart. */
    public String home() {
        return home;
    }

    public Journal journal() {
        return journal;
    }

    public GrantStore grants() {
        return grants;
    }

    /** Where tenants' credentials can be put; empty where there is no such place. */
    public Optional<CredentialStore> credentials() {
        return Optional.ofNullable(credentialsOrNull);
    }

    /** The same as one source among others. */
    public Optional<CredentialSource> credentialSource() {
        return credentials().map(KnownHere::new);
    }

    /** Where first-party tokens are; empty where there is no database, or no key that seals what is in it. */
    public Optional<IdentityStore> identity() {
        return Optional.ofNullable(identityOrNull);
    }

    /** What of it can be sealed again. */
    public List<Resealable> resealable() {
        return resealable;
    }

    @Override
    public void close() {
        opened.close();
    }

    @Override
    public String toString() {
        return "Stores[" + grants + "]";
    }
}
