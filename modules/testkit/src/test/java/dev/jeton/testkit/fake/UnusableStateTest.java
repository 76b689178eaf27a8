package dev.jeton.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnusableStateTest {

    private final UnusableState state = new UnusableState(new LocalState(ManualTime.standingStill()));
    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.unlimited(ManualTime.START);

    @Test
    void brokenDownEveryCallFailsAndTheHealthSaysSo() {
        state.breakDown();

        assertThat(state.health().current().usable()).isFalse();
        assertThatThrownBy(() -> state.tokens().find(key)).isInstanceOf(TokenException.CacheUnavailable.class);
        assertThatThrownBy(() -> state.tokens().store(key, entry)).isInstanceOf(TokenException.CacheUnavailable.class);
        assertThatThrownBy(() -> state.tokens().remove(key)).isInstanceOf(TokenException.CacheUnavailable.class);
        assertThatThrownBy(() -> state.tokens().removeIf(key, entry.token().fingerprint()))
                .isInstanceOf(TokenException.CacheUnavailable.class);
        assertThatThrownBy(() -> state.locks().tryAcquire(key, Duration.ofSeconds(1)))
                .isInstanceOf(TokenException.CacheUnavailable.class);
        assertThat(state.refused()).isEqualTo(5);
    }

    @Test
    void unnoticedTheHealthStillSaysThatAllIsWell() {
        state.breakDownUnnoticed();

        assertThat(state.health().current().usable()).isTrue();
        assertThatThrownBy(() -> state.tokens().find(key)).isInstanceOf(TokenException.CacheUnavailable.class);
    }

    @Test
    void recoveredItHoldsWhatItHeld() {
        state.tokens().store(key, entry);
        state.breakDown();

        state.recover();

        assertThat(state.tokens().find(key)).contains(entry);
        assertThat(state.health().current().usable()).isTrue();
    }
}
