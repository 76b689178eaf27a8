package dev.jeton.identity.rows;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Rows of one kind, read cache first and from the store on a miss. The store is changed first, then {@link #forget} deletes every
 * entry that could show what was before, and only then is anything answered; the cache keeps nothing that was read from the
 * store before such a deletion.
 *
 * <p>Reads throw {@link StoreUnavailable} where the store has to be asked and cannot be; a cache that is away is not missed.
 *
 * @param <R> the rows
 */
public final class CachedRows<R extends IdentityRow> {

    private final Kind<R> kind;
    private final CacheService cache;
    private final Forgetting forgetting;
    private final Duration longest;
    /** One for ever: the cache believes what was read by the very format that it is asked for. */
    private final ValueFormat<List<R>> lists;

    private final TimeSource time;

    /**
     * What holds for rows of all kinds.
     *
     * @param longest that an entry lives, whatever its kind says
     */
    record Rules(CacheService cache, Duration longest, TimeSource time) {}

    CachedRows(Kind<R> kind, Forgetting forgetting, Rules rules) {
        this.kind = kind;
        this.cache = rules.cache;
        this.longest = kind.longest().compareTo(rules.longest) < 0 ? kind.longest() : rules.longest;
        this.forgetting = forgetting;
        this.lists = kind.format().list();
        this.time = rules.time;
    }

    /** The row with this id. */
    public Optional<R> byId(RowId id, Supplier<Optional<R>> store) {
        return read(IdentityKeys.byId(kind.space(), id), kind.format(), store, this::millis);
    }

    /** The row of the token with this hash. */
    public Optional<R> byHash(TokenHash hash, Supplier<Optional<R>> store) {
        return read(IdentityKeys.byHash(kind.space(), hash), kind.format(), store, this::millis);
    }

    /** The rows that {@code key} names together. */
    public List<R> list(CacheKey key, Supplier<List<R>> store) {
        return read(key, lists, () -> Optional.of(store.get()), this::millis).orElseGet(List::of);
    }

    private <T> Optional<T> read(
            CacheKey key, ValueFormat<T> format, Supplier<Optional<T>> store, ToLongFunction<T> millis) {
        if (forgetting.owes(key)) {
            return store.get();
        }
        return cache.getOrLoad(key, format, new Truth<>(store, millis));
    }

    private long millis(R row) {
        return row.life()
                .expiresAt()
                .map(end -> Math.min(Duration.between(time.now(), end).toMillis(), longest.toMillis()))
                .orElseGet(longest::toMillis);
    }

    /** As long as what is in it stays as it is. */
    private long millis(List<R> rows) {
        return rows.stream()
                .filter(row -> row.life().isLiving(time.now()))
                .mapToLong(this::millis)
                .min()
                .orElseGet(longest::toMillis);
    }

    /** To be called when {@code rows} have changed in the store, and before anybody is told so. */
    public void forget(Collection<R> rows) {
        forgetting.forget(
                rows.stream()
                        .flatMap(row -> kind.entries().apply(row).stream())
                        .distinct()
                        .toList(),
                longest);
    }

    /** The same for the one entry {@code key}. */
    public void forget(CacheKey key) {
        forgetting.forget(List.of(key), longest);
    }

    /** The store as the cache asks it. */
    private record Truth<T>(Supplier<Optional<T>> store, ToLongFunction<T> millis) implements CacheService.Source<T> {

        @Override
        public Optional<T> load() {
            return store.get();
        }

        @Override
        public Duration ttl(T value) {
            return Duration.ofMillis(millis.applyAsLong(value));
        }
    }

    @Override
    public String toString() {
        return "CachedRows[" + kind.label() + "]";
    }
}
