package dev.jeton.providers.credentials;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import java.util.List;
import java.util.Optional;

/** Asks several sources in order; a source that cannot be asked ends the search, for its answer might have been yes. */
public record FirstOf(List<CredentialSource> sources) implements CredentialSource {

    public FirstOf {
        sources = List.copyOf(sources);
    }

    @Override
    public Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        int strangers = 0;
        for (CredentialSource source : sources) {
            try {
                Optional<Credentials> found = source.find(key, correlationId, deadline);
                if (found.isPresent()) {
                    return found;
                }
            } catch (TenantNotFound e) {
                strangers++;
            }
        }
        if (strangers > 0 && strangers == sources.size()) {
            throw new TenantNotFound("no source of credentials knows the tenant");
        }
        return Optional.empty();
    }
}
