package dev.jeton.app.caller;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.port.Secret;
import java.util.Optional;

/** Whose API token a bearer is. It is asked for every request, so it has to know by itself what it was asked a moment ago. */
@FunctionalInterface
public interface ApiTokenCheck {

    /** What values of API tokens begin with; it is asked about no others. */
    String PREFIX = "jta_";

    /**
     * The living token with this value; empty = there is none. Whoever asks still owns the secret.
     *
     * @throws StoreUnavailable if nobody can tell
     */
    Optional<ApiToken> check(Secret presented);

    /** Where there are no API tokens. */
    static ApiTokenCheck none() {
        return presented -> Optional.empty();
    }
}
