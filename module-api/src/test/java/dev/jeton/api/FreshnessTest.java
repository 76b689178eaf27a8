package dev.jeton.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Fingerprint ONE = Fingerprint.of("one");

    @Test
    @DisplayName("B-08 only the rejected token is excluded, and only by the demand that names it")
    void permits() {
        assertThat(new Freshness.NotThis(ONE).permits(ONE)).isFalse();
        assertThat(new Freshness.NotThis(ONE).permits(Fingerprint.of("two"))).isTrue();
        assertThat(new Freshness.Cached().permits(ONE)).isTrue();
        assertThat(new Freshness.Forced().permits(ONE)).isTrue();
    }

    @Test
    @DisplayName("B-01 a request with a senseless duration is refused where it is made")
    void senselessRequests() {
        TokenRequest request = TokenRequest.of("genesys", "acme");
        assertThat(request.freshness()).isEqualTo(new Freshness.Cached());
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThatThrownBy(() -> request.within(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.livingAtLeast(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.livingAtLeast(Duration.ofDays(32)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
