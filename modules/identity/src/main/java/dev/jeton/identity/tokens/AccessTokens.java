package dev.jeton.identity.tokens;

import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import java.time.Duration;

/** Issues the short-lived access tokens that a session's refresh tokens are exchanged for. */
@FunctionalInterface
public interface AccessTokens {

    /** A new one for {@code user} in {@code session}. */
    Access issue(UserId user, RowId session);

    /**
     * An access token, and how long it lives.
     *
     * @param token a compact JWT
     */
    record Access(String token, Duration lifetime) {

        @Override
        public String toString() {
            return "Access[" + lifetime + "]";
        }
    }
}
