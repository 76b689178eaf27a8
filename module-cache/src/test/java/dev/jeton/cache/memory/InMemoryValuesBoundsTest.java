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

    private static int kept(int length) {
        ByteValues values = new InMemoryValues(1_000, ManualTime.standingStill());
        for (int i = 0; i < 5_000; i++) {
            values.set(SomeValues.freshKey(), new byte[length], Duration.ofHours(1));
        }
        AtomicInteger kept = new AtomicInteger();
        values.walk(new CachePattern("cache:*"), keys -> kept.addAndGet(keys.size()));
        return kept.get();
    }

    @Test
    @DisplayName("of many values so many are kept as it was made for, and of long ones fewer")
    void bounded() {
        assertThat(kept(10)).isBetween(500, 1_000);
        assertThat(kept(10_000)).isBetween(50, 100);
    }
}
