package dev.jeton.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CachePattern;
import dev.jeton.cache.values.ByteValues;
import dev.jeton.testkit.contract.SomeValues;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InMemoryValuesBoundsTest {

    private final ByteValues values = new InMemoryValues(1_000, ManualTime.standingStill());

    private int kept() {
        AtomicInteger kept = new AtomicInteger();
        values.walk(new CachePattern("cache:*"), keys -> kept.addAndGet(keys.size()));
        return kept.get();
    }

    @Test
    @DisplayName("of many values so many are kept as it was made for, and of long ones fewer")
    void bounded() {
        for (int i = 0; i < 5_000; i++) {
            values.set(SomeValues.freshKey(), new byte[10], Duration.ofHours(1));
        }
        assertThat(kept()).isBetween(500, 1_000);

        for (int i = 0; i < 5_000; i++) {
            values.set(SomeValues.freshKey(), new byte[10_000], Duration.ofHours(1));
        }
        assertThat(kept()).isBetween(50, 100);
    }
}
