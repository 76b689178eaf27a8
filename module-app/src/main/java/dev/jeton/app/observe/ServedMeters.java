package dev.jeton.app.observe;

import dev.jeton.api.ProviderId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of one provider's requests that were answered, by where the token came from; made when they are first needed. */
final class ServedMeters {

    private final Map<String, RequestMeters> bySource = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final ProviderId provider;

    ServedMeters(MeterRegistry registry, ProviderId provider) {
        this.registry = registry;
        this.provider = provider;
    }

    /** Looked up first, for to compute takes a lock. */
    RequestMeters of(String source) {
        RequestMeters known = bySource.get(source);
        return known != null
                ? known
                : bySource.computeIfAbsent(source, label -> RequestMeters.of(registry, provider, label, "ok"));
    }
}
