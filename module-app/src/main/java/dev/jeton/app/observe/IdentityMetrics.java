package dev.jeton.app.observe;

import dev.jeton.api.cache.CacheService;
import dev.jeton.identity.jose.JwtVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/** What can be counted of first-party tokens: verdicts on JWTs, and how the cache in front of the database does. */
public final class IdentityMetrics implements Consumer<JwtVerdict> {

    private final MeterRegistry registry;

    public IdentityMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Has the use of {@code cache} told, whoever uses it. */
    public void watch(CacheService cache) {
        Meters.VALUES_HELD.gauge(registry, () -> cache.usage().held());
        Meters.CACHE_REQUESTS.counting(
                registry, cache, each -> each.usage().near(), "cache", "values-near", "result", "hit");
        Meters.CACHE_REQUESTS.counting(
                registry, cache, each -> each.usage().shared(), "cache", "values", "result", "hit");
        Meters.CACHE_REQUESTS.counting(
                registry, cache, each -> each.usage().missed(), "cache", "values", "result", "miss");
    }

    @Override
    public void accept(JwtVerdict verdict) {
        String outcome = switch (verdict) {
            case JwtVerdict.Valid valid -> "valid";
            case JwtVerdict.Invalid(JwtVerdict.Reason reason) -> reason.label();
        };
        Meters.JWT_VALIDATIONS.counter(registry, "outcome", outcome).increment();
    }
}
