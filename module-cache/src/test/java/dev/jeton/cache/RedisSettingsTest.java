package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {

    private static final RedisAddress LOCAL = RedisAddress.of("redis://localhost");

    @Test
    @DisplayName("B-11 the timeout is 250 ms and the pool has 64 connections unless it is said otherwise")
    void defaults() {
        RedisSettings settings = RedisSettings.of("redis://localhost");

        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.maxConnections()).isEqualTo(64);
    }

    @Test
    @DisplayName("fault 117 numbers that cannot be used are refused")
    void wrongNumbers() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, Duration.ofNanos(999), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, second.negated(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, Duration.ofDays(1), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, second, 0));
    }
}
