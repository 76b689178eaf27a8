package dev.jeton.app.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * Looks up API tokens that were not seen alive lately. Anybody can make such values up and each costs the database a query, so there are
 * no more than some look-ups at once, one for each value, and none for a value that was unknown a moment ago.
 */
final class Newcomers {

    /** More than a fleet that has just started needs, fewer than a database minds. */
    static final int AT_ONCE = 32;

    /** Nobody presents the value of a token before there is one, so it cannot come to life in the meantime. */
    static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);

    private static final int MOST_UNKNOWN = 10_000;
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final ApiTokenCheck check;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ConcurrentMap<TokenHash, CompletableFuture<Optional<ApiToken>>> underWay = new ConcurrentHashMap<>();
    private final Cache<TokenHash, Boolean> unknown;

    Newcomers(ApiTokenCheck check, TimeSource time) {
        this.check = check;
        this.unknown = Caffeine.newBuilder()
                .maximumSize(MOST_UNKNOWN)
                .ticker(time::nanos)
                .expireAfterWrite(UNKNOWN_FOR)
                .build();
    }

    /**
     * What {@link ApiTokenCheck#check} says of {@code hash}.
     *
     * @throws Overloaded if there are too many look-ups; nobody waits for a place
     * @throws StoreUnavailable if nobody can tell
     */
    Optional<ApiToken> check(TokenHash hash) {
        if (unknown.getIfPresent(hash) != null) {
            return Optional.empty();
        }
        CompletableFuture<Optional<ApiToken>> ours = new CompletableFuture<>();
        CompletableFuture<Optional<ApiToken>> theirs = underWay.putIfAbsent(hash, ours);
        if (theirs != null) {
            return awaited(theirs);
        }
        try {
            Optional<ApiToken> found = lookUp(hash);
            ours.complete(found);
            return found;
        } catch (RuntimeException | Error e) {
            ours.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(hash);
        }
    }

    private Optional<ApiToken> lookUp(TokenHash hash) {
        if (!places.tryAcquire()) {
            throw new Overloaded("too many unknown API tokens are being looked up", COME_BACK);
        }
        try {
            Optional<ApiToken> found = check.check(hash);
            if (found.isEmpty()) {
                unknown.put(hash, true);
            }
            return found;
        } finally {
            places.release();
        }
    }

    private static Optional<ApiToken> awaited(CompletableFuture<Optional<ApiToken>> theirs) {
        try {
            return theirs.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
