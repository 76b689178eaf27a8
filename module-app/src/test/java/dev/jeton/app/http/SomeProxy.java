package dev.jeton.app.http;

import dev.jeton.api.TokenService;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.http.proxy.Proxy;
import dev.jeton.app.http.proxy.ProxyEvents;
import dev.jeton.providers.api.ApiBases;
import dev.jeton.providers.api.ApiHttp;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Proxies for tests of something else. */
final class SomeProxy {

    private SomeProxy() {}

    /** One that knows the API of no provider. */
    static Proxy toNowhere(TokenService tokens) {
        CredentialSource none = (key, correlationId, deadline) -> Optional.empty();
        Proxy.Apis apis = new Proxy.Apis(
                new ApiBases(Map.of(), none, Duration.ofSeconds(1), TimeSource.system()),
                new ApiHttp(Duration.ofSeconds(1)),
                1);
        return new Proxy(tokens, apis, Duration.ofSeconds(1), ProxyEvents.NO_OP, TimeSource.system());
    }
}
