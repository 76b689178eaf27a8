package dev.jeton.cache.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tokens in this process, bounded in number, each until it may not be cached any longer. */
public final class InMemoryTokens implements TokenRepository {

    private final Cache<TokenKey, TokenEntry> entries;
    private final LocalChanges changes;
    private final TimeSource time;

    /** @param changes are told of what is stored and removed here */
    public InMemoryTokens(long maxTokens, LocalChanges changes, TimeSource time) {
        this.changes = changes;
        this.time = time;
        this.entries = Caffeine.newBuilder()
                .maximumSize(maxTokens)
                .ticker(time::nanos)
                // Upkeep is short and calls nobody: handing it to the common pool would cost more than doing it here.
                .executor(Runnable::run)
                .expireAfter(Expiry.<TokenKey, TokenEntry>writing((key, entry) -> ttl(entry)))
                .build();
    }

    private Duration ttl(TokenEntry entry) {
        return entry.schedule().cacheTtl(time.now());
    }

    @Override
    public Optional<TokenEntry> find(TokenKey key) {
        return Optional.ofNullable(entries.getIfPresent(key));
    }

    @Override
    public void store(TokenKey key, TokenEntry entry) {
        if (ttl(entry).isPositive()) {
            entries.put(key, entry);
        } else {
            entries.invalidate(key);
        }
        changes.tell(key);
    }

    @Override
    public boolean remove(TokenKey key) {
        boolean removed = entries.asMap().remove(key) != null;
        changes.tell(key);
        return removed;
    }

    @Override
    public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
        AtomicBoolean removed = new AtomicBoolean();
        entries.asMap().computeIfPresent(key, (same, entry) -> {
            boolean matches = entry.token().fingerprint().equals(fingerprint);
            removed.set(matches);
            return matches ? null : entry;
        });
        changes.tell(key);
        return removed.get();
    }

    @Override
    public String toString() {
        return "InMemoryTokens";
    }
}
