package dev.jeton.testkit.fake;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tokens in a map under one monitor. */
final class MapTokens implements TokenRepository {

    private final ToldChanges changes;
    private final TimeSource time;
    private final Map<TokenKey, TokenEntry> entries = new HashMap<>();

    MapTokens(ToldChanges changes, TimeSource time) {
        this.changes = changes;
        this.time = time;
    }

    @Override
    public synchronized Optional<TokenEntry> find(TokenKey key) {
        return Optional.ofNullable(entries.get(key)).filter(this::mayBeCached);
    }

    @Override
    public synchronized void store(TokenKey key, TokenEntry entry) {
        if (mayBeCached(entry)) {
            entries.put(key, entry);
        } else {
            entries.remove(key);
        }
        changes.tell(key);
    }

    @Override
    public synchronized boolean remove(TokenKey key) {
        TokenEntry removed = entries.remove(key);
        changes.tell(key);
        return removed != null && mayBeCached(removed);
    }

    @Override
    public synchronized boolean removeIf(TokenKey key, Fingerprint fingerprint) {
        boolean holdsIt = find(key)
                .filter(entry -> entry.token().fingerprint().equals(fingerprint))
                .isPresent();
        return holdsIt && remove(key);
    }

    private boolean mayBeCached(TokenEntry entry) {
        return entry.schedule().cacheTtl(time.now()).isPositive();
    }
}
