package dev.jeton.app.http.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;

/**
 * Refusals that another token did not help against, or was not tried against. They are most likely about something else, a permission
 * say; for a while nobody buys a token because of one.
 */
final class InVain {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final long MOST = 100_000;

    private final Cache<Fingerprint, Boolean> tokens;
    private final Cache<TokenKey, Boolean> keys;

    InVain(TimeSource time) {
        this.tokens = cache(time);
        this.keys = cache(time);
    }

    private static <K> Cache<K, Boolean> cache(TimeSource time) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(time::nanos)
                .build();
    }

    /** This one was new, and refused all the same. */
    void note(Fingerprint token) {
        tokens.put(token, true);
    }

    /** Whether a refusal of {@code token} says nothing about it. */
    boolean includes(Fingerprint token) {
        return tokens.getIfPresent(token) != null;
    }

    /** Whether the token of {@code key} may be given up unproven: once in a while. */
    boolean mayGiveUp(TokenKey key) {
        return keys.asMap().putIfAbsent(key, true) == null;
    }
}
