package dev.jeton.testkit.fake;

import dev.jeton.api.cache.CacheKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Who asks for the same key at the same time waits for the first one, and fails as he does. */
final class MapFlights {

    private final ConcurrentMap<CacheKey, CompletableFuture<Optional<?>>> underWay = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    <T> Optional<T> share(CacheKey key, Supplier<Optional<T>> search) {
        CompletableFuture<Optional<?>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<?>> first = underWay.putIfAbsent(key, mine);
        if (first == null) {
            land(key, mine, search);
        }
        try {
            return (Optional<T>) (first == null ? mine : first).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private <T> void land(CacheKey key, CompletableFuture<Optional<?>> flight, Supplier<Optional<T>> search) {
        try {
            Optional<T> answer = search.get();
            underWay.remove(key, flight);
            flight.complete(answer);
        } catch (RuntimeException | Error e) {
            underWay.remove(key, flight);
            flight.completeExceptionally(e);
        }
    }

    /** Who comes from now on does not join. */
    void leave(CacheKey key) {
        underWay.remove(key);
    }
}
