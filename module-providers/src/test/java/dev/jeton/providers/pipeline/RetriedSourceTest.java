package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.time.Backoff;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetriedSourceTest {
    private final ManualTime time = ManualTime.advancedByPauses();
    private final Queue<TokenException> failures = new ArrayDeque<>();
    private final long begun = time.nanos();
    private int attempts;

    private final RetriedSource retried = new RetriedSource(
            demand -> {
                attempts++;
                TokenException failure = failures.poll();
                if (failure != null) {
                    throw failure;
                }
                return Demands.fresh(time);
            },
            2,
            Backoff.steady(Duration.ofMillis(100), Duration.ofSeconds(2)),
            time);

    private static UpstreamFailed passing(@Nullable Duration retryAfter) {
        return UpstreamFailed.passing("the provider failed", null, retryAfter);
    }

    @Test
    @DisplayName("B-18 timeouts and server errors are tried again twice, with growing pauses")
    void twice() {
        failures.addAll(List.of(passing(null), new UpstreamTimeout("late")));
        assertThat(retried.get(Demands.any(time)).token()).isNotNull();
        assertThat(attempts).isEqualTo(3);
        assertThat(time.since(begun)).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    @DisplayName("B-18 the third failure is the caller's")
    void noMoreThanTwice() {
        failures.addAll(List.of(passing(null), passing(null), new UpstreamTimeout("the third"), passing(null)));
        assertThatThrownBy(() -> retried.get(Demands.any(time))).hasMessage("the third");
        assertThat(attempts).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("definite")
    @DisplayName("B-18 what is definite, or not the provider's, is tried once")
    void once(TokenException failure) {
        failures.add(failure);
        assertThatThrownBy(() -> retried.get(Demands.any(time))).isSameAs(failure);
        assertThat(attempts).isEqualTo(1);
    }

    static TokenException[] definite() {
        return new TokenException[] {
            new TokenException.CredentialsRejected("no"),
            new TokenException.CredentialsNotFound("none"),
            new TokenException.TenantNotFound("who"),
            new TokenException.RateLimited("slow", Duration.ofSeconds(1)),
            new TokenException.StoreUnavailable("away", null),
            UpstreamFailed.nonsense("what", null)
        };
    }

    @Test
    @DisplayName("B-18 a retry that would begin after the deadline is not made")
    void insideTheDeadline() {
        failures.addAll(List.of(passing(null), passing(null)));
        assertThatThrownBy(() -> retried.get(Demands.within(Duration.ofMillis(250), time)))
                .isInstanceOf(UpstreamFailed.class);
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    @DisplayName("fault 57 the provider's own Retry-After comes before our backoff, and may be too long to wait for")
    void retryAfter() {
        failures.add(passing(Duration.ofSeconds(3)));
        assertThat(retried.get(Demands.any(time)).token()).isNotNull();
        assertThat(time.since(begun)).isEqualTo(Duration.ofSeconds(3));
        failures.add(passing(Duration.ofSeconds(30)));
        assertThatThrownBy(() -> retried.get(Demands.any(time))).isInstanceOf(UpstreamFailed.class);
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    @DisplayName("fault 58 a provider that always fails gets a tenth more calls, not three times as many")
    void budget() {
        for (int i = 0; i < 500; i++) {
            failures.addAll(List.of(passing(null), passing(null), passing(null)));
            assertThatThrownBy(() -> retried.get(Demands.any(time))).isInstanceOf(UpstreamFailed.class);
            failures.clear();
        }
        assertThat(attempts).isBetween(500, 500 + 20 + 51);
    }
}
