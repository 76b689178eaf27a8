package dev.jeton.simulator;

import java.time.Duration;

/**
 * An OAuth client in a Genesys organization.
 *
 * @param region by AWS name, domain or short name; the tenant service hands it out as it is spelled here
 * @param lifetime of its tokens, 1 s to 48 h. Genesys itself starts at 300 s; tests want to see a token die
 */
public record GenesysClient(String tenant, String clientId, String clientSecret, String region, Duration lifetime) {

    /** What a new client has in Genesys Cloud. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofSeconds(86_400);

    /** @throws IllegalArgumentException naming the value that is wrong, never the secret */
    public GenesysClient {
        Registration.requireText("tenant", tenant);
        Registration.requireText("clientId", clientId);
        Registration.requireText("clientSecret", clientSecret);
        Registration.requireLifetime(lifetime);
        GenesysRegion.of(region);
    }

    public GenesysClient(String tenant, String clientId, String clientSecret, String region) {
        this(tenant, clientId, clientSecret, region, DEFAULT_LIFETIME);
    }

    /** A client with an invented id and secret. */
    public static GenesysClient invented(String tenant, String region) {
        return new GenesysClient(
                tenant, tenant + "-genesys-client", CanarySecrets.invent("genesys-secret"), region, DEFAULT_LIFETIME);
    }

    /** The same client, whose tokens live this long. */
    public GenesysClient withLifetime(Duration shorter) {
        return new GenesysClient(tenant, clientId, clientSecret, region, shorter);
    }

    /** The same client after its secret was rotated. */
    public GenesysClient withSecret(String secret) {
        return new GenesysClient(tenant, clientId, secret, region, lifetime);
    }

    boolean livesIn(String domain) {
        return GenesysRegion.of(region).domain().equals(domain);
    }

    @Override
    public String toString() {
        return "GenesysClient[" + tenant + " " + clientId + " in " + region + "]";
    }
}
