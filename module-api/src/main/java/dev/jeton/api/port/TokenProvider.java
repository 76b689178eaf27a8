package dev.jeton.api.port;

import dev.jeton.api.AccessToken;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.Validity;
import dev.jeton.api.time.Deadline;

/** One kind of upstream: turns credentials into a token. One attempt a call; retries, limits and caching are not its own. */
public interface TokenProvider {

    ProviderId id();

    Issuance issuance();

    /**
     * A new token for {@code tenant}; the caller wipes the credentials afterwards.
     *
     * @throws TokenException.CredentialsNotFound if a needed field is missing
     * @throws TokenException.CredentialsRejected if the provider definitely refuses them
     * @throws TokenException.RateLimited if the provider asks for a pause
     * @throws TokenException.UpstreamFailed if it fails or answers nonsense
     * @throws TokenException.UpstreamTimeout if it has not answered whole before {@code deadline}
     */
    IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline);

    /** What getting a token costs. */
    enum Issuance {
        /** A call to the provider that makes a new token: done once for the whole fleet, under a lock. */
        EXCHANGED,
        /** The token already stands among the credentials: nothing to share, nothing to lock. */
        STATIC
    }

    /** A token with what the provider says about its life. */
    record IssuedToken(AccessToken token, Validity validity) {}
}
