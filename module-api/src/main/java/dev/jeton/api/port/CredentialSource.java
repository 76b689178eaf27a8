package dev.jeton.api.port;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.Deadline;
import java.util.Optional;

/** Knows the credentials of tenants. */
public interface CredentialSource {

    /**
     * The credentials of a tenant for a provider; the caller closes them.
     *
     * @return empty where the tenant has none for this provider
     * @throws TokenException.TenantNotFound if the source can tell that there is no such tenant
     * @throws TokenException.StoreUnavailable if the source cannot be asked just now; never told as "none"
     */
    Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline);
}
