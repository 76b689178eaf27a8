package dev.jeton.providers.pipeline;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.providers.rotation.Connections;
import java.util.Optional;

/**
 * A repository with the grants behind it: the access token that came with a refresh token is as durable as that one, so it
 * survives a cache that was lost, and reaches processes that share no cache.
 */
final class GrantedTokens implements TokenRepository {
    private final TokenRepository cache;
    private final Connections connections;
    private final GrantedEntries entries;

    GrantedTokens(TokenRepository cache, Connections connections, GrantedEntries entries) {
        this.cache = cache;
        this.connections = connections;
        this.entries = entries;
    }

    @Override
    public Optional<TokenEntry> find(TokenKey key) {
        return cache.find(key).or(() -> connections.access(key).flatMap(entries::entry));
    }

    /** In the cache alone: the grant holds it already. */
    @Override
    public void store(TokenKey key, TokenEntry entry) {
        cache.store(key, entry);
    }

    @Override
    public boolean remove(TokenKey key) {
        // First the grant: a cache that was emptied alone would be filled from there.
        boolean granted = connections.forgetAccess(key, any -> true);
        return cache.remove(key) || granted;
    }

    @Override
    public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
        boolean granted = connections.forgetAccess(key, fingerprint::equals);
        return cache.removeIf(key, fingerprint) || granted;
    }

    @Override
    public String toString() {
        return cache + "+grants";
    }
}
