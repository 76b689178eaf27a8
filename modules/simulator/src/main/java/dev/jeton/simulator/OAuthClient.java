package dev.jeton.simulator;

import java.time.Duration;
import java.util.Set;

/** A client registered with an OAuth 2.0 server. */
public record OAuthClient(
        String tenant, String clientId, String clientSecret, Authentication authentication, Allowance allowance) {

    /** Where the client shows its secret; the other place is refused. */
    public enum Authentication {
        /** In an {@code Authorization: Basic} header, both halves form-encoded (RFC 6749 section 2.3.1). */
        BASIC,
        /** As {@code client_id} and {@code client_secret} in the body. */
        POST
    }

    /**
     * What the client can get.
     *
     * @param scopes what it may ask for, and must ask for some of; empty = scopes are of no interest
     * @param lifetime of its access tokens, 1 s to 48 h
     * @param temper of the server towards refresh tokens that this client will be given
     */
    public record Allowance(Set<String> scopes, Duration lifetime, Temper temper) {

        /** No scopes and an hour. */
        public static final Allowance DEFAULT = new Allowance(Set.of(), Duration.ofHours(1));

        public Allowance {
            scopes = Set.copyOf(scopes);
            Registration.requireLifetime(lifetime);
        }

        /** This with a strict server. */
        public Allowance(Set<String> scopes, Duration lifetime) {
            this(scopes, lifetime, Temper.STRICT);
        }
    }

    /** @throws IllegalArgumentException naming the value that is wrong, never the secret */
    public OAuthClient {
        Registration.requireText("tenant", tenant);
        Registration.requireText("clientId", clientId);
        Registration.requireText("clientSecret", clientSecret);
    }

    public OAuthClient(String tenant, String clientId, String clientSecret, Authentication authentication) {
        this(tenant, clientId, clientSecret, authentication, Allowance.DEFAULT);
    }

    /** A client with an invented id and secret. */
    public static OAuthClient invented(String tenant, Authentication authentication) {
        return new OAuthClient(
                tenant,
                tenant + "-oauth-client",
                CanarySecrets.invent("oauth-secret"),
                authentication,
                Allowance.DEFAULT);
    }

    /** The same client with this allowance. */
    public OAuthClient with(Allowance other) {
        return new OAuthClient(tenant, clientId, clientSecret, authentication, other);
    }

    @Override
    public String toString() {
        return "OAuthClient[" + tenant + " " + clientId + " by " + authentication + "]";
    }
}
