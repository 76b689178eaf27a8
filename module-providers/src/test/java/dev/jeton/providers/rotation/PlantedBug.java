package dev.jeton.providers.rotation;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an exploration has to find, planted around the product. */
enum PlantedBug {
    NONE,
    NO_PATIENCE,
    NO_JOURNAL,
    NO_CLAIM,
    NO_CHECK_AT_COMMIT,
    RETRY_AFTER_SENDING;

    RotationSettings settings(String home) {
        Duration patience = this == NO_PATIENCE ? Duration.ZERO : RotationWorld.PATIENCE;
        return new RotationSettings(home, RotationWorld.LEASE, patience, RotationWorld.EXCHANGE);
    }

    Journal journal(Journal journal) {
        return this == NO_JOURNAL ? Journal.none() : journal;
    }

    GrantStore store(GrantStore store) {
        return switch (this) {
            case NO_CLAIM -> new ClaimingAlone(store);
            case NO_CHECK_AT_COMMIT -> new CommittingBlindly(store);
            default -> store;
        };
    }

    RefreshTokenProvider provider(RefreshTokenProvider provider) {
        return this == RETRY_AFTER_SENDING ? new Retrying(provider) : provider;
    }

    /** Passes everything on. */
    private static class Passing implements GrantStore {
        final GrantStore store;

        Passing(GrantStore store) {
            this.store = store;
        }

        @Override
        public Optional<StoredGrant> find(TokenKey key) {
            return store.find(key);
        }

        @Override
        public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
            return store.replace(key, expected, next);
        }

        @Override
        public boolean remove(TokenKey key, Revision expected) {
            return store.remove(key, expected);
        }

        @Override
        public List<GrantStatus> list() {
            return store.list();
        }

        @Override
        public Locality locality() {
            return store.locality();
        }
    }

    /** Its claims are known to itself alone. */
    private static final class ClaimingAlone extends Passing {
        private @Nullable GrantState claim;
        private Revision claimed = Revision.NONE;

        ClaimingAlone(GrantStore store) {
            super(store);
        }

        @Override
        public Optional<StoredGrant> find(TokenKey key) {
            return super.find(key).map(stored -> stored.revision().equals(claimed) ? seenAsClaimed(stored) : stored);
        }

        private StoredGrant seenAsClaimed(StoredGrant stored) {
            return claim instanceof GrantState.Claimed(var mine)
                    ? new StoredGrant(stored.grant().claimed(mine), stored.revision(), stored.storeTime())
                    : stored;
        }

        @Override
        public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
            if (next.state() instanceof GrantState.Claimed) {
                claim = next.state();
                claimed = expected;
                return Optional.of(expected);
            }
            claim = null;
            return super.replace(key, expected, next);
        }
    }

    /** Puts the next generation over whatever is there. */
    private static final class CommittingBlindly extends Passing {
        private long last;

        CommittingBlindly(GrantStore store) {
            super(store);
        }

        @Override
        public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
            boolean commit = next.generation() > last && next.state() instanceof GrantState.Active;
            last = next.generation();
            if (!commit) {
                return super.replace(key, expected, next);
            }
            try (StoredGrant now = find(key).orElseThrow()) {
                return super.replace(key, now.revision(), next);
            }
        }
    }

    /** Sends once more what may have been spent. */
    private record Retrying(RefreshTokenProvider provider) implements RefreshTokenProvider {
        @Override
        public ProviderId id() {
            return provider.id();
        }

        @Override
        public OnLostResponse onLostResponse() {
            return provider.onLostResponse();
        }

        @Override
        public Spending refresh(TenantId tenant, Credentials credentials, Secret refreshToken, Times times) {
            Spending first = provider.refresh(tenant, credentials, refreshToken, times);
            return first instanceof Spending.Lost ? provider.refresh(tenant, credentials, refreshToken, times) : first;
        }
    }
}
