package dev.jeton.providers.api;

import com.github.benmanes.caffeine.cache.AsyncCache;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the API of each tenant is. What credentials have to tell is remembered for a while: a tenant seldom moves, and no request
 * is to pay for a look at its credentials.
 */
public final class ApiBases {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final long MAX_TENANTS = 100_000;

    private final Map<ProviderId, ApiBase> bases;
    private final CredentialSource credentials;
    private final AsyncCache<TokenKey, URI> ofTenants;

    /** @param bases of all providers that have one */
    public ApiBases(Map<ProviderId, ApiBase> bases, CredentialSource credentials, TimeSource time) {
        this.bases = Map.copyOf(bases);
        this.credentials = credentials;
        this.ofTenants = Caffeine.newBuilder()
                .maximumSize(MAX_TENANTS)
                .expireAfterWrite(REMEMBERED)
                .ticker(time::nanos)
                .executor(task -> Thread.ofVirtual().name("jeton-api-base").start(task))
                .buildAsync();
    }

    /**
     * The URL that the API of {@code key} begins with.
     *
     * @throws InvalidRequest if it is not known where this provider's API is
     * @throws TokenException if the tenant's credentials are needed and cannot be had before {@code deadline}
     */
    public URI of(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        return switch (bases.get(key.provider())) {
            case null ->
                throw new InvalidRequest("type: it is not known where the API of " + key.provider()
                        + " is; apiBaseUrl in PROVIDERS_FILE tells");
            case ApiBase.Everywhere(URI url) -> url;
            case ApiBase.OfTenant tenants -> await(lookUp(tenants, key, correlationId, deadline), deadline);
        };
    }

    /** One look for all who ask at the same time. */
    private CompletableFuture<URI> lookUp(
            ApiBase.OfTenant tenants, TokenKey key, CorrelationId correlationId, Deadline deadline) {
        return ofTenants.get(
                key,
                (same, executor) ->
                        CompletableFuture.supplyAsync(() -> located(tenants, key, correlationId, deadline), executor));
    }

    private URI located(ApiBase.OfTenant tenants, TokenKey key, CorrelationId correlationId, Deadline deadline) {
        try (Credentials found = credentials
                .find(key, correlationId, deadline)
                .orElseThrow(() -> new CredentialsNotFound("the tenant has no credentials for this provider"))) {
            return tenants.of(found);
        }
    }

    private static URI await(CompletableFuture<URI> look, Deadline deadline) {
        try {
            return look.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
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

    /** The tenant may have moved. */
    public void forget(TokenKey key) {
        ofTenants.synchronous().invalidate(key);
    }
}
