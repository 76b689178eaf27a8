package dev.jeton.app.observe;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenException;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.StateHealth;
import dev.jeton.app.problem.Problems;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what happens. Labels are providers, sources and outcomes, all of them few; never a tenant. */
public final class TokenMetrics implements TokenEvents {

    private final MeterRegistry registry;
    private final Map<RequestLabels, RequestMeters> requests = new ConcurrentHashMap<>();

    private record RequestLabels(ProviderId provider, String source, String outcome) {}

    private record RequestMeters(Counter count, Timer time, Counter cache) {}

    public TokenMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows whether the shared state can be used, as its health says at that moment. */
    public void watch(StateHealth health) {
        Gauge.builder("jeton.redis.up", () -> health.current().usable() ? 1 : 0).register(registry);
        Gauge.builder("jeton.degraded", () -> health.current().usable() ? 0 : 1).register(registry);
    }

    @Override
    public void on(TokenEvent event) {
        switch (event) {
            case TokenEvent.Served e -> request(e.key().provider(), source(e), "ok", e.took());
            case TokenEvent.Failed e -> request(e.key().provider(), "none", reason(e.failure()), e.took());
            case TokenEvent.Collapsed e -> count("jeton.collapsed.requests", e.provider());
            case TokenEvent.UpstreamAnswered e -> upstream(e.provider(), "ok", e.took());
            case TokenEvent.UpstreamFailed e -> upstream(e.key().provider(), reason(e.failure()), e.took());
            case TokenEvent.RefreshFailed e -> refreshFailed(e.key().provider(), e.failure());
            case TokenEvent.StaleServed e -> refreshFailed(e.key().provider(), e.hidden());
            case TokenEvent.LockWaited e -> registry.timer("jeton.lock.wait").record(e.waited());
            case TokenEvent.DegradedRejected e ->
                count("jeton.degraded.rejections", e.key().provider());
            case TokenEvent.CacheFault e ->
                registry.counter("jeton.cache.faults", "operation", e.operation())
                        .increment();
            case TokenEvent.UnreadableEntry e ->
                count("jeton.cache.unreadable", e.key().provider());
            case TokenEvent.SharedStateChanged e -> {}
            case TokenEvent.Uncacheable e -> {}
            case TokenEvent.FileReloaded e -> {}
        }
    }

    private static String source(TokenEvent.Served e) {
        return e.degraded() ? "degraded" : e.source().name().toLowerCase(Locale.ROOT);
    }

    private void request(ProviderId provider, String source, String outcome, Duration took) {
        // Looked up once for each combination: finding a meter by its labels costs more than answering from memory.
        RequestMeters meters =
                requests.computeIfAbsent(new RequestLabels(provider, source, outcome), this::requestMeters);
        meters.count.increment();
        meters.time.record(took);
        meters.cache.increment();
    }

    private RequestMeters requestMeters(RequestLabels labels) {
        String provider = labels.provider.value();
        boolean hit = labels.source.equals("cache") || labels.source.equals("near");
        return new RequestMeters(
                registry.counter(
                        "jeton.token.requests",
                        "provider",
                        provider,
                        "source",
                        labels.source,
                        "outcome",
                        labels.outcome),
                registry.timer("jeton.token.request", "provider", provider, "source", labels.source),
                registry.counter("jeton.cache.requests", "cache", "tokens", "result", hit ? "hit" : "miss"));
    }

    private void upstream(ProviderId provider, String outcome, Duration took) {
        registry.counter("jeton.upstream.requests", "provider", provider.value(), "outcome", outcome)
                .increment();
        registry.timer("jeton.upstream.request", "provider", provider.value()).record(took);
    }

    private void refreshFailed(ProviderId provider, TokenException failure) {
        registry.counter("jeton.refresh.failures", "provider", provider.value(), "reason", reason(failure))
                .increment();
    }

    private void count(String name, ProviderId provider) {
        registry.counter(name, "provider", provider.value()).increment();
    }

    private static String reason(TokenException failure) {
        return Problems.of(failure).label();
    }
}
