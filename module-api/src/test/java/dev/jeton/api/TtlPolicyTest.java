package dev.jeton.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TtlPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration DEFAULT = Duration.ofHours(1);

    private final TtlPolicy policy = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0);

    @ParameterizedTest(name = "a token of {0} s is preferred for {1} s and renewed from second {2}")
    @CsvSource({"3600, 3540, 3300", "600, 540, 300", "240, 180, 120", "60, 45, 30", "8, 6, 4", "1, 0.75, 0.5"})
    void marginsShrinkWithTheLifetime(long lifetime, double preferred, double renewed) {
        Schedule schedule = policy.schedule(new Validity.Lasting(Duration.ofSeconds(lifetime)), NOW);

        assertThat(Duration.between(NOW, schedule.usableUntil()))
                .isEqualTo(Duration.ofMillis((long) (preferred * 1000)));
        assertThat(Duration.between(NOW, schedule.refreshAt())).isEqualTo(Duration.ofMillis((long) (renewed * 1000)));
        assertThat(schedule.expiresAt()).isEqualTo(NOW.plusSeconds(lifetime)).isEqualTo(schedule.cachedUntil());
    }

    @Test
    void jitterMovesRenewalEarlierByAtMostATenthOfTheMargin() {
        TtlPolicy jittered = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0.999);

        Schedule schedule = jittered.schedule(new Validity.Lasting(Duration.ofHours(1)), NOW);

        assertThat(Duration.between(schedule.refreshAt(), NOW.plusSeconds(3300)))
                .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
    }

    @Test
    void refreshAheadIsNeverUnderTheBuffer() {
        TtlPolicy narrow = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(5), () -> 0);

        Schedule schedule = narrow.schedule(new Validity.Lasting(Duration.ofHours(1)), NOW);

        assertThat(schedule.refreshAt()).isEqualTo(schedule.usableUntil());
    }

    @Test
    @DisplayName("B-03 a token that never expires is cached for 24 h and has no expiry")
    void unlimitedTokens() {
        Schedule schedule = policy.schedule(new Validity.Unlimited(), NOW);

        assertThat(schedule.expiry()).isEmpty();
        assertThat(schedule.cacheTtl(NOW)).isEqualTo(Duration.ofHours(24));
        assertThat(schedule.refreshAt()).isBefore(schedule.cachedUntil());
        assertThat(schedule.isValid(NOW.plus(Duration.ofDays(4000)))).isTrue();
    }

    @Test
    @DisplayName("B-03 a static token is cached until one hour before it expires")
    void fixedTokens() {
        Schedule schedule = policy.schedule(new Validity.Until(NOW.plus(Duration.ofDays(60))), NOW);

        assertThat(schedule.cacheTtl(NOW)).isEqualTo(Duration.ofDays(60).minusHours(1));
        assertThat(schedule.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(60)));
    }

    @Test
    @DisplayName("B-03 a static token in its last hour is valid but not cached")
    void fixedTokensTooShortToCache() {
        Schedule schedule = policy.schedule(new Validity.Until(NOW.plus(Duration.ofMinutes(59))), NOW);

        assertThat(schedule.cacheTtl(NOW)).isZero();
        assertThat(schedule.isValid(NOW)).isTrue();
    }

    @Test
    void expiredIsNeverValid() {
        Schedule schedule = policy.schedule(new Validity.Lasting(Duration.ofSeconds(10)), NOW);

        assertThat(schedule.isValid(NOW.plusSeconds(9))).isTrue();
        assertThat(schedule.isValid(NOW.plusSeconds(10))).isFalse();
        assertThat(schedule.isPreferred(NOW.plusSeconds(10))).isFalse();
    }

    @Test
    void noMoreThanHalfOfTheLifeIsDemanded() {
        Schedule schedule = policy.schedule(new Validity.Lasting(Duration.ofSeconds(300)), NOW);

        assertThat(schedule.lasts(Duration.ofHours(5), NOW)).isTrue();
        assertThat(schedule.lasts(Duration.ofHours(5), NOW.plusSeconds(151))).isFalse();
        assertThat(schedule.lasts(Duration.ofSeconds(100), NOW.plusSeconds(199)))
                .isTrue();
        assertThat(schedule.lasts(Duration.ofSeconds(100), NOW.plusSeconds(201)))
                .isFalse();
    }

    @ParameterizedTest(name = "fault 63: expires_in {0} is {1} s")
    @CsvSource({
        "3600, 3600",
        "' 3600 ', 3600",
        "3599.9, 3599",
        "1, 1",
        "1.0E3, 1000",
        "2678400, 2678400",
        "2678401, 2678400",
        "1e300, 2678400",
        "999999999999999999999999, 2678400"
    })
    void readableLifetimes(String raw, long seconds) {
        assertThat(TtlPolicy.lifetime(raw, DEFAULT)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    void missingLifetimeIsTheDefault(String raw) {
        assertThat(TtlPolicy.lifetime(raw, DEFAULT)).isEqualTo(DEFAULT);
    }

    @ParameterizedTest(name = "fault 63: expires_in {0} is refused")
    @ValueSource(
            strings = {
                "0",
                "0.0",
                "0.5",
                "-1",
                "-3600",
                "NaN",
                "Infinity",
                "-Infinity",
                "",
                " ",
                "soon",
                "1h",
                "0x10",
                "true",
                "1,5",
                "1e-5",
                "1e999999999999",
                "99999999999999999999999999999999999999999999999"
            })
    void senselessLifetimes(String raw) {
        assertThatThrownBy(() -> TtlPolicy.lifetime(raw, DEFAULT)).isInstanceOf(IllegalArgumentException.class);
    }
}
