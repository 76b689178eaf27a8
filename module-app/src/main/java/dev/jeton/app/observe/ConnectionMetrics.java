package dev.jeton.app.observe;

import dev.jeton.api.ProviderId;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.rotation.Connections;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts connections by provider and state. They are counted now and then, not when somebody looks: the store may be away, and
 * then the last count stands.
 */
public final class ConnectionMetrics implements AutoCloseable {
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(15);

    /** Counting a hundred thousand takes its time; it must not take more than a small part of everybody's. */
    private static final int REST = 50;

    private final MultiGauge gauge;
    private final Connections connections;
    private final TimeSource time;
    private final Thread counting;

    private record Label(ProviderId provider, String state) {}

    public ConnectionMetrics(MeterRegistry registry, Connections connections, TimeSource time) {
        this.gauge = Meters.CONNECTIONS.gauges(registry);
        this.connections = connections;
        this.time = time;
        this.counting = Thread.ofVirtual().name("connection-metrics").start(this::countForEver);
    }

    private void countForEver() {
        try {
            while (true) {
                long started = time.nanos();
                count();
                Duration rest = time.since(started).multipliedBy(REST);
                time.pause(rest.compareTo(BETWEEN_COUNTS) > 0 ? rest : BETWEEN_COUNTS);
            }
        } catch (InterruptedException e) {
            // Closing.
        }
    }

    private void count() {
        try {
            gauge.register(rows(connections.list()), true);
        } catch (RuntimeException e) {
            // Counted next time; whatever it was, it must not end the counting.
        }
    }

    private static List<MultiGauge.Row<?>> rows(List<GrantStatus> grants) {
        Map<Label, Long> counts = grants.stream()
                .collect(Collectors.groupingBy(
                        grant -> new Label(grant.key().provider(), grant.state()), Collectors.counting()));
        return counts.entrySet().stream()
                .<MultiGauge.Row<?>>map(count -> MultiGauge.Row.of(
                        Tags.of(
                                "provider", count.getKey().provider().value(),
                                "state", count.getKey().state()),
                        count.getValue()))
                .toList();
    }

    @Override
    public void close() {
        counting.interrupt();
    }
}
