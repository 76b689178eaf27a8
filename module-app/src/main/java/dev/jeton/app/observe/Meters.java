package dev.jeton.app.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Every meter there is, with the words that {@code docs/operations.md} has for it. */
enum Meters {
    REDIS_UP("jeton.redis.up", "1 while Redis can be used, else 0"),
    DEGRADED("jeton.degraded", "1 while requests, or some of them, are answered without Redis, else 0"),
    WATCH_LIVE("jeton.watch.live", "1 while changes in Redis are told to this process, else 0"),
    TOKEN_REQUESTS("jeton.token.requests", "Requests for a token, by where it came from and how they ended"),
    TOKEN_REQUEST("jeton.token.request", "How long requests for a token took"),
    CACHE_REQUESTS("jeton.cache.requests", "Requests answered from the cache, and those that needed a fresh token"),
    UPSTREAM_REQUESTS("jeton.upstream.requests", "Attempts at providers, by how they ended"),
    UPSTREAM_REQUEST("jeton.upstream.request", "How long attempts at providers took"),
    REFRESH_FAILURES("jeton.refresh.failures", "Searches for a token that failed, also where a valid one hid it"),
    COLLAPSED_REQUESTS(
            "jeton.collapsed.requests", "Requests that joined an exchange already under way in this process"),
    LOCK_WAIT("jeton.lock.wait", "How long requests waited for another process"),
    DEGRADED_REJECTIONS("jeton.degraded.rejections", "Requests turned away while Redis was away"),
    CACHE_FAULTS("jeton.cache.faults", "Calls to Redis that failed and were survived"),
    CACHE_UNREADABLE("jeton.cache.unreadable", "Unreadable values in Redis, which may have been tampered with"),
    CONNECTIONS("jeton.connections", "Connections whose refresh tokens rotate, by their state"),
    GRANT_STEPS("jeton.grant.steps", "Steps that grants went through the protocol of rotation"),
    GRANT_FAILURES("jeton.grant.failures", "Refreshes of grants that failed, by the stage that they failed at"),
    SEALS_BROKEN("jeton.seals.broken", "Sealed values that could not be opened, which may have been tampered with"),
    VALUES_HELD("jeton.cache.values", "First-party values that this process holds in memory, roughly"),
    JWT_VALIDATIONS("jeton.jwt.validations", "JWTs that were looked at, by what they were worth"),
    PROXY_REQUESTS("jeton.proxy.requests", "Calls of providers' APIs for callers, by how they ended"),
    PROXY_REQUEST("jeton.proxy.request", "How long providers' APIs took until the head of their answer"),
    PROXY_REPEATED("jeton.proxy.repeated", "Calls that were sent again because their token was dead"),
    AUDIT_RECORDS("jeton.audit.records", "Records for the audit, written and lost");

    private final String meter;
    private final String description;

    Meters(String meter, String description) {
        this.meter = meter;
        this.description = description;
    }

    Counter counter(MeterRegistry registry, String... labels) {
        return Counter.builder(meter).description(description).tags(labels).register(registry);
    }

    /** One that is counted elsewhere: {@code source} counts, and is held by somebody else for as long as it does. */
    <T> void counting(MeterRegistry registry, T source, ToDoubleFunction<T> count, String... labels) {
        FunctionCounter.builder(meter, source, count)
                .description(description)
                .tags(labels)
                .register(registry);
    }

    Timer timer(MeterRegistry registry, String... labels) {
        return Timer.builder(meter).description(description).tags(labels).register(registry);
    }

    MultiGauge gauges(MeterRegistry registry) {
        return MultiGauge.builder(meter).description(description).register(registry);
    }

    void gauge(MeterRegistry registry, Supplier<Number> value) {
        Gauge.builder(meter, value).description(description).register(registry);
    }
}
