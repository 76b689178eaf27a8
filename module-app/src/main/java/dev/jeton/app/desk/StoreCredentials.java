package dev.jeton.app.desk;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials in the store itself.
 *
 * @param storeOrNull null = there is none to put them into
 */
record StoreCredentials(@Nullable CredentialStore storeOrNull, CachedTokens cached, KnownTypes types)
        implements CredentialDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public void put(TokenKey key, Credentials credentials) {
        types.requireKnown(key);
        store().put(key, credentials);
        cached.forget(key);
    }

    @Override
    public Optional<List<String>> fields(TokenKey key) {
        Deadline deadline = Deadline.in(PATIENCE, TimeSource.system());
        try (Credentials found =
                store().find(key, CorrelationId.random(), deadline).orElse(null)) {
            return found == null ? Optional.empty() : Optional.of(List.copyOf(found.names()));
        }
    }

    @Override
    public List<TokenKey> list() {
        return store().list().stream()
                .sorted(Comparator.comparing(TokenKey::toString))
                .toList();
    }

    @Override
    public boolean delete(TokenKey key) {
        boolean deleted = store().delete(key);
        cached.forget(key);
        return deleted;
    }

    private CredentialStore store() {
        if (storeOrNull == null) {
            throw new StoreUnavailable("no store for credentials is set up: DATABASE_URL makes one", null);
        }
        return storeOrNull;
    }
}
