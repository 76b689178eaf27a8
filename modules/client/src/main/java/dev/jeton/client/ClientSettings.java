package dev.jeton.client;

import dev.jeton.api.ProviderId;
import dev.jeton.cache.CommonTokens;
import dev.jeton.cache.RedisSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The choices that were made so far; as good as they are, which {@link WrongSettings} tells. */
final class ClientSettings {

    final URI broker;
    boolean plainHttp;
    String secret = "";
    String provider = "genesys";
    final Set<String> watched = new LinkedHashSet<>();

    @Nullable
    String redis;

    Duration redisTimeout = RedisSettings.DEFAULT_TIMEOUT;
    int nearSize = 10_000;
    Duration nearTtl = Duration.ofSeconds(5);
    Duration timeout = Duration.ofSeconds(10);

    @Nullable
    HttpClient httpClient;

    ClientSettings(URI broker) {
        this.broker = broker;
    }

    /** The client's own provider, and the others that are watched. */
    Set<ProviderId> providers() {
        Set<ProviderId> all = new LinkedHashSet<>();
        all.add(new ProviderId(provider));
        watched.forEach(each -> all.add(new ProviderId(each)));
        all.forEach(CommonTokens::requireFree);
        return all;
    }

    Optional<RedisSettings> redis() {
        return Optional.ofNullable(redis).map(url -> RedisSettings.of(url, redisTimeout));
    }
}
