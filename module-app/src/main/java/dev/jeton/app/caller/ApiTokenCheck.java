package dev.jeton.app.caller;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.port.Secret;
import java.util.Optional;

/** Whose API token a bearer is. It is asked for every request, so it has to know by itself what it was asked a moment ago. */
@FunctionalInterface
public interface ApiTokenCheck {

    /** What values of API tokens begin with; it is asked about no others. */
    String PREFIX = "jta_";

    /** The hash by which it is asked about {@code presented}; empty = no token has such a value, and nobody need be asked. */
    default Optional<TokenHash> hash(Secret presented) {
        return Optional.of(TokenHash.of(presented));
    }

    /**
     * The living token whose value has this hash; empty = there is none.
     *
     * @throws StoreUnavailable if nobody can tell
     */
    Optional<ApiToken> check(TokenHash hash);

    /** Where there are no API tokens. */
    static ApiTokenCheck none() {
        return hash -> Optional.empty();
    }
}
