package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.HangingProvider;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StarvationTest {
    private static final int TENANTS = 300;

    private final FakeWorld world = new FakeWorld(TimeSource.system());

    private static TokenRequest request(String provider, int tenant) {
        return TokenRequest.of(TokenKey.of(provider, "tenant-" + tenant));
    }

    @Test
    @DisplayName("fault 73 while one provider hangs for all its tenants, every request to another is answered")
    void neighboursAreServed() throws Exception {
        CountingProvider healthy = new CountingProvider("healthy");
        try (HangingProvider hanging = HangingProvider.pastEveryDeadline("hanging");
                TokenBroker broker = world.broker(hanging, healthy);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Burst<Object>> stuck = threads.submit(
                    () -> Burst.of(TENANTS, Duration.ofMinutes(1), i -> broker.getToken(request("hanging", i))));
            Eventually.isTrue("its places are taken", Duration.ofSeconds(20), () -> hanging.hanging() == 256);
            assertThat(Burst.of(TENANTS, i -> broker.getToken(request("healthy", i)))
                            .orFail())
                    .hasSize(TENANTS);
            assertThat(hanging.hanging())
                    .as("still hanging, after all others were served")
                    .isEqualTo(256);
            hanging.close();
            assertThat(stuck.get().failures()).hasSize(TENANTS);
        }
        assertThat(healthy.calls()).isEqualTo(TENANTS);
    }
}
