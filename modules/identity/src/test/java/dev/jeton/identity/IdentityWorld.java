package dev.jeton.identity;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.CacheUsage;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.cache.InMemoryState;
import dev.jeton.identity.rows.Repositories;
import dev.jeton.identity.tokens.ApiTokens;
import dev.jeton.identity.tokens.Sessions;
import dev.jeton.identity.tokens.VerificationTokens;
import dev.jeton.testkit.fake.MapIdentity;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store in maps, a cache in memory that can be away, time that stands still, and the flows over them. */
public final class IdentityWorld implements AutoCloseable {

    public static final Duration SESSION = Duration.ofDays(30);

    public final ManualTime time = ManualTime.standingStill();
    public final MapIdentity store = new MapIdentity();
    public final InMemoryState state = InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, time);
    public final Fragile cache = new Fragile(state.cache());
    public final Repositories rows = new Repositories(cache, Duration.ofDays(1), time);
    public final ApiTokens apiTokens = new ApiTokens(store.apiTokens(), rows.apiTokens(), time);
    public final VerificationTokens verificationTokens =
            new VerificationTokens(store.verificationTokens(), rows.verificationTokens(), time);
    public final Sessions sessions = new Sessions(store.refreshTokens(), rows.refreshTokens(), SESSION, time);

    public IdentityWorld() {}

    /** How many reads the store had to answer. */
    public long misses() {
        return state.cache().usage().missed();
    }

    /** How many reads it had not. */
    public long hits() {
        return state.cache().usage().near() + state.cache().usage().shared();
    }

    @Override
    public void close() {
        rows.close();
        state.close();
    }

    /** The cache, which may be away; it notes every key that it was ever named. */
    public static final class Fragile implements CacheService {

        private final CacheService cache;
        private final List<String> named = new ArrayList<>();
        private volatile boolean away;
        private volatile String awayFor = "";

        Fragile(CacheService cache) {
            this.cache = cache;
        }

        public void goAway() {
            away = true;
        }

        /** Only the keys whose names hold {@code part}, as of a cluster a server. */
        public void goAwayFor(String part) {
            awayFor = part;
        }

        public void comeBack() {
            away = false;
            awayFor = "";
        }

        public synchronized List<String> named() {
            return List.copyOf(named);
        }

        private synchronized CacheService asked(CacheKey key) {
            named.add(key.name());
            if (away || (!awayFor.isEmpty() && key.name().contains(awayFor))) {
                throw new CacheUnavailable("away", null, null);
            }
            return cache;
        }

        @Override
        public <T> Optional<T> get(CacheKey key, ValueFormat<T> format) {
            return asked(key).get(key, format);
        }

        @Override
        public <T> Optional<T> getOrLoad(CacheKey key, ValueFormat<T> format, Source<T> source) {
            try {
                return asked(key).getOrLoad(key, format, source);
            } catch (CacheUnavailable e) {
                return source.load();
            }
        }

        @Override
        public <T> void set(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
            asked(key).set(key, value, format, ttl);
        }

        @Override
        public <T> boolean setIfAbsent(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
            return asked(key).setIfAbsent(key, value, format, ttl);
        }

        @Override
        public boolean delete(CacheKey key) {
            return asked(key).delete(key);
        }

        @Override
        public long deletePattern(CachePattern pattern) {
            return cache.deletePattern(pattern);
        }

        @Override
        public boolean exists(CacheKey key) {
            return asked(key).exists(key);
        }

        @Override
        public CacheUsage usage() {
            return cache.usage();
        }

        @Override
        public long increment(CacheKey key, Duration ttl) {
            return asked(key).increment(key, ttl);
        }
    }
}
