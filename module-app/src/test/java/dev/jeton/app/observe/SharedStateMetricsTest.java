package dev.jeton.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.UnusableState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SharedStateMetricsTest {

    @AutoClose
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final TokenMetrics metrics = new TokenMetrics(registry);

    @Test
    @DisplayName("whether Redis is up is shown where there is one")
    void sharedStateIsWatched() {
        metrics.watch(new UnusableState(new LocalState(TimeSource.system())).breakDown());

        assertThat(registry.get("jeton.redis.up").gauge().value()).isZero();
        assertThat(registry.get("jeton.degraded").gauge().value()).isOne();
    }

    @Test
    @DisplayName("whether changes are told is shown as it is at that moment")
    void watchIsShown() {
        LocalState state = new LocalState(TimeSource.system());
        metrics.watch(state);
        Gauge live = registry.get("jeton.watch.live").gauge();

        assertThat(live.value()).isOne();
        state.changes().lose();
        assertThat(live.value()).isZero();
        state.changes().find();
        assertThat(live.value()).isOne();
    }

    @Test
    @DisplayName("a failure is no miss of the cache")
    void failuresAreNoMisses() {
        TokenKey key = new TokenKey(new ProviderId("genesys"), new TenantId("acme"));

        metrics.on(new TokenEvent.Failed(key, new CacheUnavailable("away", null, null), Duration.ofMillis(1)));

        assertThat(registry.find("jeton.token.requests").counter()).isNotNull();
        assertThat(registry.find("jeton.cache.requests").counter()).isNull();
    }
}
