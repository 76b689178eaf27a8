package dev.jeton.cache.redis;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.util.Optional;

/** Makes a grant of what a look at its key showed, or says why that cannot be done. */
final class GrantReader {

    private final GrantFields fields;
    private final boolean sealing;

    GrantReader(Sealer sealer) {
        this.fields = new GrantFields(sealer);
        this.sealing = !sealer.equals(Sealer.none());
    }

    /** The grant, which the caller closes; empty where the key is absent. */
    Optional<StoredGrant> read(TokenKey key, GrantDriver.Look look) throws Unreadable {
        return switch (look) {
            case GrantDriver.Look.Nothing() -> Optional.empty();
            case GrantDriver.Look.Flawed(String reason) -> throw unreadable(key, reason);
            case GrantDriver.Look.Value value -> Optional.of(read(key, value));
        };
    }

    private StoredGrant read(TokenKey key, GrantDriver.Look.Value value) throws Unreadable {
        try {
            Grant grant = fields.read(key, GrantJson.read(value.json()), value.storeTime());
            return new StoredGrant(grant, value.revision(), value.storeTime());
        } catch (GrantJson.Unreadable e) {
            throw unreadable(key, e.reason());
        } catch (Unopenable e) {
            throw sealing ? broken(key, e.reason()) : unreadable(key, e.reason());
        }
    }

    /** What an operator may see of it; empty where the key is absent. */
    Optional<GrantStatus> status(TokenKey key, GrantDriver.Look look) {
        try {
            Optional<StoredGrant> stored = read(key, look);
            try (StoredGrant found = stored.orElse(null)) {
                return found == null ? Optional.empty() : Optional.of(GrantStatus.of(key, found.grant()));
            }
        } catch (Unreadable e) {
            return Optional.of(GrantStatus.unreadable(key, e.reason()));
        }
    }

    private static Unreadable unreadable(TokenKey key, String reason) {
        return new Unreadable(reason, new TokenEvent.UnreadableEntry(key, reason));
    }

    private static Unreadable broken(TokenKey key, String reason) {
        return new Unreadable(reason, new TokenEvent.SealBroken("grant of " + key + " in Redis", reason));
    }

    /** Something is there and is no grant that can be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient TokenEvent event;

        Unreadable(String reason, TokenEvent event) {
            super(reason);
            this.event = event;
        }

        String reason() {
            return String.valueOf(getMessage());
        }

        /** What happened, for whoever listens. */
        TokenEvent event() {
            return event;
        }
    }
}
