package dev.jeton.app.desk;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.port.Secret;
import dev.jeton.providers.rotation.Connections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Connections in the store itself. */
record StoreConnections(Connections connections, CachedTokens cached, KnownTypes types) implements ConnectionDesk {

    @Override
    public void importNew(TokenKey key, Secret refreshToken) {
        types.requireRotating(key);
        connections.importNew(key, refreshToken);
        cached.forget(key);
    }

    @Override
    public void replace(TokenKey key, Secret refreshToken) {
        types.requireRotating(key);
        connections.replace(key, refreshToken);
        cached.forget(key);
    }

    @Override
    public Optional<ConnectionView> show(TokenKey key) {
        types.requireRotating(key);
        return connections.show(key).map(ConnectionView::of);
    }

    @Override
    public List<ConnectionView> list() {
        return connections.list().stream()
                .sorted(Comparator.comparing(
                        (GrantStatus status) -> status.key().toString()))
                .map(ConnectionView::of)
                .toList();
    }

    /** Of any type: a provider that is declared no more leaves its grants behind. */
    @Override
    public boolean forget(TokenKey key) {
        boolean forgotten = connections.forget(key);
        cached.forget(key);
        return forgotten;
    }
}
