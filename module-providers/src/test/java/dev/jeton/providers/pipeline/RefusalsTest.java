package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {
    private static final Duration NEARLY = Duration.ofMillis(1);

    private final ManualTime time = ManualTime.standingStill();
    private final Refusals refusals = new Refusals(time);

    @Test
    @DisplayName("B-18 rejected credentials are remembered for 30 s, then longer each time up to 10 min")
    void longerEachTime() {
        for (long seconds : new long[] {30, 60, 120, 240, 480, 600, 600}) {
            refusals.remember(Demands.KEY, new CredentialsRejected("no"));
            time.advance(Duration.ofSeconds(seconds).minus(NEARLY));
            assertThatThrownBy(() -> refusals.repeatFor(Demands.KEY)).isInstanceOf(CredentialsRejected.class);
            time.advance(NEARLY);
            assertThatCode(() -> refusals.repeatFor(Demands.KEY)).doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("B-18 refusals of the same moment count as one")
    void togetherCountOnce() {
        Burst.of(100, i -> {
                    refusals.remember(Demands.KEY, new CredentialsRejected("no"));
                    return i;
                })
                .orFail();
        time.advance(Duration.ofSeconds(30));
        assertThatCode(() -> refusals.repeatFor(Demands.KEY)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("B-18 a pause that was asked for makes no later rejection longer")
    void onlyRejectionsAdd() {
        for (int i = 0; i < 5; i++) {
            refusals.remember(Demands.KEY, new RateLimited("slow down", Duration.ofSeconds(1)));
            time.advance(Duration.ofSeconds(1));
        }
        refusals.remember(Demands.KEY, new CredentialsRejected("no"));
        time.advance(Duration.ofSeconds(30));
        assertThatCode(() -> refusals.repeatFor(Demands.KEY)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("fault 57 a pause is repeated with what is left of it, until it is over")
    void remainingPause() {
        refusals.remember(Demands.KEY, new RateLimited("slow down", Duration.ofSeconds(90)));
        time.advance(Duration.ofSeconds(60));
        RateLimited repeated = catchThrowableOfType(RateLimited.class, () -> refusals.repeatFor(Demands.KEY));
        assertThat(repeated.retryAfter()).contains(Duration.ofSeconds(30));
        time.advance(Duration.ofSeconds(30));
        assertThatCode(() -> refusals.repeatFor(Demands.KEY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("whatMayPass")
    @DisplayName("B-18 what may pass by itself is never remembered")
    void passing(TokenException failure) {
        refusals.remember(Demands.KEY, failure);
        assertThatCode(() -> refusals.repeatFor(Demands.KEY)).doesNotThrowAnyException();
    }

    static TokenException[] whatMayPass() {
        return new TokenException[] {
            TokenException.UpstreamFailed.passing("502", null, Duration.ofMinutes(1)),
            TokenException.UpstreamFailed.nonsense("what", null),
            new TokenException.UpstreamTimeout("late"),
            new TokenException.LockTimeout("busy", Duration.ofSeconds(1)),
            new TokenException.StoreUnavailable("away", null),
            new TokenException.CacheUnavailable("away", null, Duration.ofSeconds(6)),
            new TokenException.Overloaded("full", Duration.ofSeconds(1))
        };
    }

    @Test
    @DisplayName("an absence is remembered for a moment only")
    void absence() {
        refusals.remember(Demands.KEY, new TokenException.TenantNotFound("who"));
        assertThatThrownBy(() -> refusals.repeatFor(Demands.KEY)).isInstanceOf(TokenException.TenantNotFound.class);
        time.advance(Duration.ofSeconds(2));
        assertThatCode(() -> refusals.repeatFor(Demands.KEY)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("fault 76 a jump of the wall clock neither ends nor prolongs a refusal")
    void wallClock() {
        refusals.remember(Demands.KEY, new CredentialsRejected("no"));
        time.jumpWallClock(Duration.ofHours(1));
        assertThatThrownBy(() -> refusals.repeatFor(Demands.KEY)).isInstanceOf(CredentialsRejected.class);
        time.jumpWallClock(Duration.ofHours(-3));
        time.advance(Duration.ofSeconds(30));
        assertThatCode(() -> refusals.repeatFor(Demands.KEY)).doesNotThrowAnyException();
    }

    @Test
    void whoeverMendedTheCredentialsDoesNotWait() {
        refusals.remember(Demands.KEY, new CredentialsRejected("no"));
        refusals.forget(Demands.KEY);
        assertThatCode(() -> refusals.repeatFor(Demands.KEY)).doesNotThrowAnyException();
    }
}
