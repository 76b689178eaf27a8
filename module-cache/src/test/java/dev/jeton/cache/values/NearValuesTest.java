package dev.jeton.cache.values;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.port.Stamps;
import dev.jeton.cache.NearCacheSettings;
import dev.jeton.testkit.contract.SomeValues;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NearValuesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = ManualTime.standingStill();
    private final CacheKey key = SomeValues.freshKey();
    private final Told told = new Told();
    private final NearValues near = new NearValues(NearCacheSettings.DEFAULT, told, time);

    private static final class Told implements ValueWatch {

        private boolean live = true;

        @Override
        public boolean isLive() {
            return live;
        }

        @Override
        public void listen(Listener listener) {
            // The test tells it itself.
        }
    }

    private void keep(Duration left, int length) {
        near.keep(key, new Reading.Present<>("value", left, length), TEXT, near.stamp(key));
    }

    private boolean isBelieved() {
        return near.believedOrNull(key, TEXT) != null;
    }

    @Test
    @DisplayName("a value is believed for as long as the settings say, and no longer")
    void untilTheTtl() {
        keep(HOUR, 10);
        time.advance(NearCacheSettings.DEFAULT.ttl().minusMillis(1));
        assertThat(isBelieved()).isTrue();

        time.advance(Duration.ofMillis(1));

        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("D-06 a value is not believed beyond its own end")
    void untilItsOwnEnd() {
        keep(Duration.ofMillis(20), 10);
        time.advance(Duration.ofMillis(19));
        assertThat(isBelieved()).isTrue();

        time.advance(Duration.ofMillis(1));

        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("belief ends with a change, with changes that may have been missed, and while the watch is lost")
    void untilTold() {
        keep(HOUR, 10);
        near.changed(key);
        assertThat(isBelieved()).isFalse();

        keep(HOUR, 10);
        near.missed();
        assertThat(isBelieved()).isFalse();

        keep(HOUR, 10);
        assertThat(isBelieved()).isTrue();
        told.live = false;
        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("what was read before a change is not believed after it")
    void readBefore() {
        Stamps.Stamp before = near.stamp(key);
        near.changed(key);
        near.keep(key, new Reading.Present<>("old", HOUR, 10), TEXT, before);
        assertThat(isBelieved()).isFalse();

        Stamps.Stamp beforeMiss = near.stamp(key);
        near.missed();
        near.keep(key, new Reading.Present<>("old", HOUR, 10), TEXT, beforeMiss);
        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("a clock that was set ends belief, in either direction")
    void clockSet() {
        keep(HOUR, 10);
        time.jumpWallClock(Duration.ofMinutes(-1));
        assertThat(isBelieved()).isFalse();

        keep(HOUR, 10);
        time.jumpWallClock(Duration.ofMinutes(1));
        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("who reads by another format is not given what this one has decoded")
    void otherFormat() {
        keep(HOUR, 10);
        ValueFormat<String> another = new ValueFormat<>() {
            @Override
            public byte[] write(String value) {
                return TEXT.write(value);
            }

            @Override
            public String read(byte[] json) throws UnreadableValue {
                return TEXT.read(json);
            }
        };

        assertThat(near.believedOrNull(key, another)).isNull();
        assertThat(isBelieved()).isTrue();
    }

    @Test
    @DisplayName("so many are held, long ones count for more, and none where it is off")
    void bounded() {
        NearValues small = new NearValues(new NearCacheSettings(100, Duration.ofSeconds(5)), told, time);
        NearValues off = new NearValues(NearCacheSettings.OFF, told, time);
        for (int i = 0; i < 1_000; i++) {
            CacheKey each = SomeValues.freshKey();
            small.keep(each, new Reading.Present<>("value", HOUR, 10), TEXT, small.stamp(each));
            off.keep(each, new Reading.Present<>("value", HOUR, 10), TEXT, off.stamp(each));
        }
        assertThat(small.size()).isBetween(1L, 100L);
        assertThat(off.size()).isZero();

        for (int i = 0; i < 1_000; i++) {
            CacheKey each = SomeValues.freshKey();
            small.keep(each, new Reading.Present<>("value", HOUR, 60_000), TEXT, small.stamp(each));
        }
        assertThat(small.size()).isLessThanOrEqualTo(50);
    }
}
