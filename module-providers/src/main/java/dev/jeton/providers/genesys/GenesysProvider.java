package dev.jeton.providers.genesys;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.providers.oauth.ClientAuthentication;
import dev.jeton.providers.oauth.ClientCredentials;
import dev.jeton.providers.oauth.TokenEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Genesys Cloud: the client-credentials grant at the login host of the tenant's region. Credentials are {@code clientId},
 * {@code clientSecret} and {@code region}.
 *
 * @see <a href="https://developer.genesys.cloud/authorization/platform-auth/use-client-credentials">Genesys Cloud, client
 *     credentials</a>
 */
public final class GenesysProvider implements TokenProvider {

    public static final ProviderId ID = new ProviderId("genesys");

    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(24);

    private final Map<GenesysRegion, TokenEndpoint> endpoints = new EnumMap<>(GenesysRegion.class);
    private final @Nullable TokenEndpoint everywhere;

    private GenesysProvider(@Nullable URI loginUrl, UpstreamHttp http, TimeSource time) {
        for (GenesysRegion region : GenesysRegion.values()) {
            endpoints.put(region, endpoint(region.loginUrl(), http, time));
        }
        this.everywhere = loginUrl == null ? null : endpoint(loginUrl, http, time);
    }

    /** Genesys Cloud itself. */
    public static GenesysProvider inItsRegions(UpstreamHttp http, TimeSource time) {
        return new GenesysProvider(null, http, time);
    }

    /** One login address for all regions: a gateway, or a simulator. */
    public static GenesysProvider at(URI loginUrl, UpstreamHttp http, TimeSource time) {
        return new GenesysProvider(loginUrl, http, time);
    }

    private static TokenEndpoint endpoint(URI loginUrl, UpstreamHttp http, TimeSource time) {
        URI token = URI.create(loginUrl.toString().replaceAll("/+$", "") + "/oauth/token");
        return new TokenEndpoint(token, ClientAuthentication.BASIC_UNENCODED, DEFAULT_LIFETIME, http, time);
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Issuance issuance() {
        return Issuance.EXCHANGED;
    }

    @Override
    public IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline) {
        TokenEndpoint endpoint = endpointFor(credentials);
        return endpoint.clientCredentials(ClientCredentials.from(credentials, null), deadline);
    }

    /** A region is checked even where one address serves them all: what passes in a test must pass at Genesys. */
    private TokenEndpoint endpointFor(Credentials credentials) {
        Optional<GenesysRegion> region = GenesysRegion.in(credentials);
        if (everywhere != null) {
            return everywhere;
        }
        TokenEndpoint endpoint = region.map(endpoints::get).orElse(null);
        if (endpoint == null) {
            throw GenesysRegion.missing();
        }
        return endpoint;
    }

    @Override
    public String toString() {
        return "GenesysProvider";
    }
}
