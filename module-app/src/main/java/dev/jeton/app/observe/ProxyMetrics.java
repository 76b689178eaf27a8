package dev.jeton.app.observe;

import dev.jeton.api.ProviderId;
import dev.jeton.app.http.proxy.ProxyEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** What can be counted of calls to providers' APIs: by provider and kind of status, never by path or tenant. */
public final class ProxyMetrics implements ProxyEvents {

    private static final String PROVIDER = "provider";

    private final MeterRegistry registry;

    public ProxyMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(ProviderId provider, int status, Duration after) {
        count(provider, status / 100 + "xx");
        Meters.PROXY_REQUEST.timer(registry, PROVIDER, provider.value()).record(after);
    }

    @Override
    public void failed(ProviderId provider) {
        count(provider, "none");
    }

    private void count(ProviderId provider, String status) {
        Meters.PROXY_REQUESTS
                .counter(registry, PROVIDER, provider.value(), "status", status)
                .increment();
    }

    @Override
    public void repeated(ProviderId provider) {
        Meters.PROXY_REPEATED.counter(registry, PROVIDER, provider.value()).increment();
    }
}
