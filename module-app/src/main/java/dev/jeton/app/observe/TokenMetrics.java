package dev.jeton.app.observe;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenException;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.SharedState;
import dev.jeton.app.problem.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what happens. Labels are providers, sources and outcomes, all of them few; never a tenant. */
public final class TokenMetrics implements TokenEvents {

    private final MeterRegistry registry;
    private final Map<ProviderId, ServedMeters> served = new ConcurrentHashMap<>();

    public TokenMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Shows whether the shared state can be used and whether its changes are told, as it says at that moment. What is not
     * shared cannot be away.
     */
    public void watch(SharedState state) {
        if (state.reach() == SharedState.Reach.FLEET) {
            Meters.REDIS_UP.gauge(registry, () -> state.health().current().usable() ? 1 : 0);
            Meters.DEGRADED.gauge(registry, () -> state.health().current().isWhole() ? 0 : 1);
            Meters.WATCH_LIVE.gauge(registry, () -> state.changes().isLive() ? 1 : 0);
        }
    }

    @Override
    public void on(TokenEvent event) {
        switch (event) {
            case TokenEvent.Served e -> served(e);
            case TokenEvent.Failed e ->
                RequestMeters.of(registry, e.key().provider(), "none", reason(e.failure()))
                        .record(e.took());
            case TokenEvent.Collapsed e -> count(Meters.COLLAPSED_REQUESTS, e.provider());
            case TokenEvent.UpstreamAnswered e -> upstream(e.provider(), "ok", e.took());
            case TokenEvent.UpstreamFailed e -> upstream(e.key().provider(), reason(e.failure()), e.took());
            case TokenEvent.RefreshFailed e -> refreshFailed(e.key().provider(), e.failure());
            case TokenEvent.StaleServed e -> refreshFailed(e.key().provider(), e.hidden());
            case TokenEvent.LockWaited e -> Meters.LOCK_WAIT.timer(registry).record(e.waited());
            case TokenEvent.DegradedRejected e ->
                count(Meters.DEGRADED_REJECTIONS, e.key().provider());
            case TokenEvent.CacheFault e ->
                Meters.CACHE_FAULTS
                        .counter(registry, "operation", e.operation())
                        .increment();
            case TokenEvent.UnreadableEntry e ->
                count(Meters.CACHE_UNREADABLE, e.key().provider());
            case TokenEvent.SharedStateChanged e -> {}
            case TokenEvent.StateNodeChanged e -> {}
            case TokenEvent.WatchChanged e -> {}
            case TokenEvent.Uncacheable e -> {}
            case TokenEvent.FileReloaded e -> {}
            case TokenEvent.Published e -> {}
            case TokenEvent.GrantStepped e -> count(Meters.GRANT_STEPS, e.key().provider(), "step", e.step());
            case TokenEvent.GrantFailed e ->
                count(Meters.GRANT_FAILURES, e.key().provider(), "stage", e.stage());
            case TokenEvent.SealBroken e ->
                Meters.SEALS_BROKEN.counter(registry).increment();
            case TokenEvent.StoreTokenChanged e -> {}
            case TokenEvent.UpkeepFailed e -> {}
            case TokenEvent.KeySetFetched e -> {}
            case TokenEvent.SigningKeyMade e -> {}
        }
    }

    private void served(TokenEvent.Served e) {
        ServedMeters meters = served.get(e.key().provider());
        if (meters == null) {
            meters = served.computeIfAbsent(e.key().provider(), provider -> new ServedMeters(registry, provider));
        }
        meters.of(SourceLabel.of(e.source(), e.degraded())).record(e.took());
    }

    private void upstream(ProviderId provider, String outcome, Duration took) {
        Meters.UPSTREAM_REQUESTS
                .counter(registry, "provider", provider.value(), "outcome", outcome)
                .increment();
        Meters.UPSTREAM_REQUEST.timer(registry, "provider", provider.value()).record(took);
    }

    private void refreshFailed(ProviderId provider, TokenException failure) {
        Meters.REFRESH_FAILURES
                .counter(registry, "provider", provider.value(), "reason", reason(failure))
                .increment();
    }

    private void count(Meters meter, ProviderId provider, String label, Enum<?> value) {
        meter.counter(
                        registry,
                        "provider",
                        provider.value(),
                        label,
                        value.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private void count(Meters meter, ProviderId provider) {
        meter.counter(registry, "provider", provider.value()).increment();
    }

    private static String reason(TokenException failure) {
        return Problems.of(failure).label();
    }
}
