package dev.jeton.app.observe;

import dev.jeton.api.ProviderId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** The meters of requests that ended in the same way. Finding them by their labels costs more than finding a token. */
record RequestMeters(Counter count, Timer time, List<Counter> caches) {

    static RequestMeters of(MeterRegistry registry, ProviderId provider, String source, String outcome) {
        return new RequestMeters(
                Meters.TOKEN_REQUESTS.counter(
                        registry, "provider", provider.value(), "source", source, "outcome", outcome),
                Meters.TOKEN_REQUEST.timer(registry, "provider", provider.value(), "source", source),
                caches(registry, source));
    }

    /**
     * What the request says of the cache in this process, {@code near}, and of the one that processes share, {@code tokens}. A failure
     * says nothing of either, nor does what was had without Redis.
     */
    private static List<Counter> caches(MeterRegistry registry, String source) {
        return switch (source) {
            case "near" -> List.of(cache(registry, "near", "hit"));
            case "cache" -> List.of(cache(registry, "near", "miss"), cache(registry, "tokens", "hit"));
            case "fresh" -> List.of(cache(registry, "near", "miss"), cache(registry, "tokens", "miss"));
            default -> List.of();
        };
    }

    private static Counter cache(MeterRegistry registry, String cache, String result) {
        return Meters.CACHE_REQUESTS.counter(registry, "cache", cache, "result", result);
    }

    void record(Duration took) {
        count.increment();
        time.record(took);
        for (int i = 0; i < caches.size(); i++) {
            caches.get(i).increment();
        }
    }
}
