package dev.jeton.app.observe;

import dev.jeton.api.ProviderId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The meters of requests that ended in the same way. Finding them by their labels costs more than finding a token. */
record RequestMeters(Counter count, Timer time, @Nullable Counter cacheOrNull) {

    static RequestMeters of(MeterRegistry registry, ProviderId provider, String source, String outcome) {
        String result = cacheResultOrNull(source);
        return new RequestMeters(
                Meters.TOKEN_REQUESTS.counter(
                        registry, "provider", provider.value(), "source", source, "outcome", outcome),
                Meters.TOKEN_REQUEST.timer(registry, "provider", provider.value(), "source", source),
                result == null ? null : Meters.CACHE_REQUESTS.counter(registry, "cache", "tokens", "result", result));
    }

    /** A failure says nothing about the cache, nor does what was had without Redis. */
    private static @Nullable String cacheResultOrNull(String source) {
        return switch (source) {
            case "cache", "near" -> "hit";
            case "fresh" -> "miss";
            default -> null;
        };
    }

    void record(Duration took) {
        count.increment();
        time.record(took);
        if (cacheOrNull != null) {
            cacheOrNull.increment();
        }
    }
}
