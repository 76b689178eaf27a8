package dev.jeton.providers.api;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.CorrelationId;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the API of each tenant is. What credentials have to tell is remembered: a tenant seldom moves, and no request is to pay for a
 * look at its credentials. While they cannot be had, what was known of it lately is as good as a token that is still valid.
 */
public final class ApiBases {

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final long MAX_TENANTS = 100_000;

    private final Map<ProviderId, ApiBase> bases;
    private final CredentialSource credentials;
    private final Duration timeout;
    private final TimeSource time;
    private final AsyncLoadingCache<TokenKey, URI> ofTenants;

    /**
     * @param bases of all providers that have one
     * @param timeout of a look at credentials
     */
    public ApiBases(Map<ProviderId, ApiBase> bases, CredentialSource credentials, Duration timeout, TimeSource time) {
        this.bases = Map.copyOf(bases);
        this.credentials = credentials;
        this.timeout = timeout;
        this.time = time;
        this.ofTenants = Caffeine.newBuilder()
                .maximumSize(MAX_TENANTS)
                .refreshAfterWrite(LOOK_AGAIN_AFTER)
                .expireAfterWrite(REMEMBERED)
                .ticker(time::nanos)
                .executor(task -> Thread.ofVirtual().name("jeton-api-base").start(task))
                .buildAsync(new Looks());
    }

    /**
     * The URL that the API of {@code key} begins with.
     *
     * @throws InvalidRequest if it is not known where this provider's API is
     * @throws TokenException if the tenant's credentials are needed and cannot be had in time
     */
    public URI of(TokenKey key) {
        return switch (bases.get(key.provider())) {
            case null ->
                throw new InvalidRequest("type: it is not known where the API of " + key.provider()
                        + " is; apiBaseUrl in PROVIDERS_FILE tells");
            case ApiBase.Everywhere(URI url) -> url;
            // One look for all who ask at the same time.
            case ApiBase.OfTenant unused -> await(ofTenants.get(key));
        };
    }

    private final class Looks implements AsyncCacheLoader<TokenKey, URI> {
        @Override
        public CompletableFuture<URI> asyncLoad(TokenKey key, Executor executor) {
            return CompletableFuture.supplyAsync(() -> located(key), executor);
        }

        /** Where it fails, what was known stays: the next look is soon. */
        @Override
        public CompletableFuture<URI> asyncReload(TokenKey key, URI known, Executor executor) {
            return asyncLoad(key, executor).exceptionally(failure -> known);
        }
    }

    private URI located(TokenKey key) {
        ApiBase.OfTenant tenants = (ApiBase.OfTenant) Objects.requireNonNull(bases.get(key.provider()));
        try (Credentials found = credentials
                .find(key, CorrelationId.random(), Deadline.in(timeout, time))
                .orElseThrow(() -> new CredentialsNotFound("the tenant has no credentials for this provider"))) {
            return tenants.of(found);
        }
    }

    private URI await(CompletableFuture<URI> look) {
        try {
            return look.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailable("the tenant's credentials could not be had in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for the tenant's credentials", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TokenException failure) {
                throw failure;
            }
            throw new IllegalStateException("a source of credentials failed in a way it never should", e.getCause());
        }
    }

    /** The tenant may have moved: from now on what is known counts only while nothing newer can be had. */
    public void lookAgain(TokenKey key) {
        if (bases.get(key.provider()) instanceof ApiBase.OfTenant) {
            var unused = ofTenants.synchronous().refresh(key);
        }
    }
}
