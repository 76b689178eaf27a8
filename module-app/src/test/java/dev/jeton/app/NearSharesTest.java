package dev.jeton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.providers.NearSettings;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NearSharesTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 999, 2000, 5000, 60_000, 3_600_000})
    @DisplayName("D-03 all who believe one another, one after the other, have done so within NEAR_CACHE_TTL")
    void together(long millis) {
        NearShares shares = NearShares.of(new NearSettings(10, Duration.ofMillis(millis)));
        assertThat(shares.values().believed().plus(shares.keys()).plus(shares.verdicts()))
                .isLessThanOrEqualTo(Duration.ofMillis(millis));
    }

    @Test
    @DisplayName("by default rows are believed for 2.5 s, keys and verdicts for a second each")
    void usual() {
        NearShares shares = NearShares.of(NearSettings.DEFAULT);
        assertThat(shares.values().believed()).isEqualTo(Duration.ofMillis(2500));
        assertThat(shares.keys()).isEqualTo(Duration.ofSeconds(1));
        assertThat(shares.verdicts()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("D-03 without a near cache nobody believes anything")
    void off() {
        NearShares shares = NearShares.of(new NearSettings(0, Duration.ofSeconds(5)));
        assertThat(shares.values().believed()).isZero();
        assertThat(shares.keys()).isZero();
        assertThat(shares.verdicts()).isZero();
    }
}
