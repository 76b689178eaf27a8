package dev.jeton.app.http.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How calls go through to providers' APIs.
 *
 * @param patience the longest silence of an API
 * @param maxConcurrent how many calls to one provider may be under way in this process
 */
public record ProxySettings(Duration patience, int maxConcurrent, Apis apis) {

    /**
     * Where the APIs of the providers are that need no declaration.
     *
     * @param genesysOrNull null = that of each tenant's region
     */
    public record Apis(@Nullable URI genesysOrNull, URI graph, URI qontak) {

        public Optional<URI> genesys() {
            return Optional.ofNullable(genesysOrNull);
        }
    }
}
