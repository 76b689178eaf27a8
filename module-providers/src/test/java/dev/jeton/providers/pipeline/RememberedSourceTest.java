package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RememberedSourceTest {
    private final ManualTime time = ManualTime.standingStill();
    private int asked;
    private boolean refusing = true;
    private final RememberedSource remembered = new RememberedSource(
            demand -> {
                asked++;
                if (refusing) {
                    throw new CredentialsRejected("no");
                }
                return Demands.fresh(time);
            },
            new Refusals(time));

    @Test
    @DisplayName("B-18 a refusal is repeated, not asked for again, while it is remembered")
    void repeated() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> remembered.get(Demands.any(time))).isInstanceOf(CredentialsRejected.class);
        }
        assertThat(asked).isEqualTo(1);
    }

    @Test
    @DisplayName("B-18 after a success the next refusal is the first one again")
    void successForgets() {
        assertThatThrownBy(() -> remembered.get(Demands.any(time))).isInstanceOf(CredentialsRejected.class);
        time.advance(Duration.ofSeconds(30));
        refusing = false;
        assertThat(remembered.get(Demands.any(time)).token()).isNotNull();
        refusing = true;
        assertThatThrownBy(() -> remembered.get(Demands.any(time))).isInstanceOf(CredentialsRejected.class);
        time.advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> remembered.get(Demands.any(time))).isInstanceOf(CredentialsRejected.class);
        assertThat(asked).isEqualTo(4);
    }

    @Test
    @DisplayName("B-08 a forced demand does not get around a remembered refusal")
    void forcedToo() {
        assertThatThrownBy(() -> remembered.get(Demands.any(time))).isInstanceOf(CredentialsRejected.class);
        assertThatThrownBy(() -> remembered.get(Demands.forced(time))).isInstanceOf(CredentialsRejected.class);
        assertThat(asked).isEqualTo(1);
    }
}
