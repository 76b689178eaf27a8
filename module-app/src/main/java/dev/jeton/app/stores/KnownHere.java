package dev.jeton.app.stores;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import java.util.Optional;

/** A store of credentials as one source among others: it has no list of tenants, so whom it has nothing of it does not know. */
record KnownHere(CredentialSource store) implements CredentialSource {
    @Override
    public Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        Optional<Credentials> found = store.find(key, correlationId, deadline);
        if (found.isEmpty()) {
            throw new TenantNotFound("no credentials of this tenant are stored");
        }
        return found;
    }
}
