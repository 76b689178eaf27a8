package dev.jeton.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InMemoryTokensBoundsTest {

    private static final int MOST = 50;

    private final ManualTime time = ManualTime.standingStill();
    private final InMemoryTokens tokens = new InMemoryTokens(MOST, new LocalChanges(), time);
    private final List<TokenKey> keys = SomeKeys.generated(20 * MOST, 1);

    @Test
    @DisplayName("fault 113 however many tokens are stored, no more are held than was said")
    void boundedInNumber() {
        keys.forEach(key -> tokens.store(key, SomeEntries.lasting(Duration.ofHours(1), time.now())));

        // What is too much is dropped in the background.
        Eventually.isTrue("no more than " + MOST + " are held", Duration.ofSeconds(10), () -> held() <= MOST);
        assertThat(held()).isPositive();
    }

    @Test
    @DisplayName("a token ends by its own time also where there is room for it")
    void boundedInTime() {
        TokenKey shorter = SomeKeys.fresh();
        TokenKey longer = SomeKeys.fresh();
        tokens.store(shorter, SomeEntries.lasting(Duration.ofMinutes(5), time.now()));
        tokens.store(longer, SomeEntries.lasting(Duration.ofMinutes(50), time.now()));

        time.advance(Duration.ofMinutes(5));

        assertThat(tokens.find(shorter)).isEmpty();
        assertThat(tokens.find(longer)).isPresent();
    }

    @Test
    @DisplayName("fault 76 a jump of the wall clock makes no token live longer in memory")
    void wallClockJumpsBack() {
        TokenKey key = SomeKeys.fresh();
        tokens.store(key, SomeEntries.lasting(Duration.ofMinutes(5), time.now()));

        time.jumpWallClock(Duration.ofHours(-2));
        time.advance(Duration.ofMinutes(5));

        assertThat(tokens.find(key)).isEmpty();
    }

    private long held() {
        return keys.stream().filter(key -> tokens.find(key).isPresent()).count();
    }
}
