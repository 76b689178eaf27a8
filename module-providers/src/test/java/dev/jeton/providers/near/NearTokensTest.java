package dev.jeton.providers.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Stamps;
import dev.jeton.providers.NearSettings;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.fake.ToldChanges;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearTokensTest {
    private static final TokenKey KEY = TokenKey.of("counting", "acme");
    private static final Duration TTL = Duration.ofSeconds(5);

    private final ManualTime time = ManualTime.standingStill();
    private final ToldChanges changes = new ToldChanges();
    private final NearTokens tokens = near(new NearSettings(1_000, TTL));

    private NearTokens near(NearSettings settings) {
        return new NearTokens(settings, changes, () -> 0, time);
    }

    private TokenEntry hourLong() {
        return SomeEntries.lasting(Duration.ofHours(1), time.now());
    }

    private TokenEntry kept(NearTokens near) {
        TokenEntry entry = hourLong();
        near.keep(KEY, entry, near.stamp(KEY));
        return entry;
    }

    private boolean isBelieved() {
        return tokens.believedOrNull(KEY, time.millis()) != null;
    }

    @Test
    @DisplayName("what the shared state holds is believed for its time to live, and held beyond")
    void believedForAWhile() {
        TokenEntry entry = kept(tokens);
        assertThat(tokens.believedOrNull(KEY, time.millis()))
                .satisfies(token -> assertThat(token.answer().entry()).isEqualTo(entry));
        time.advance(TTL.minusMillis(1));
        assertThat(isBelieved()).isTrue();
        time.advance(Duration.ofMillis(1));
        assertThat(isBelieved()).isFalse();
        assertThat(tokens.find(KEY)).contains(entry);
    }

    @Test
    @DisplayName("a change ends belief at once, and what was read before it is not believed after it")
    void changed() {
        kept(tokens);
        Stamps.Stamp before = tokens.stamp(KEY);
        changes.tell(KEY);
        assertThat(isBelieved()).isFalse();
        tokens.keep(KEY, hourLong(), before);
        assertThat(isBelieved()).isFalse();
        kept(tokens);
        assertThat(isBelieved()).isTrue();
    }

    @Test
    @DisplayName("what may have gone unheard ends all belief, also in what was being read meanwhile")
    void missed() {
        kept(tokens);
        Stamps.Stamp before = tokens.stamp(KEY);
        changes.lose();
        changes.find();
        assertThat(isBelieved()).isFalse();
        tokens.keep(KEY, hourLong(), before);
        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("32 while changes are not told nothing is believed")
    void unwatched() {
        changes.lose();
        kept(tokens);
        assertThat(isBelieved()).isFalse();
        changes.find();
        kept(tokens);
        assertThat(isBelieved()).isTrue();
    }

    @ParameterizedTest(name = "by {0}")
    @DisplayName("76, 79 a clock that was set, or a machine that has slept, has the shared state asked again")
    @CsvSource({"PT1H", "PT-2H", "PT10M"})
    void clockJumps(Duration jump) {
        kept(tokens);
        time.jumpWallClock(jump);
        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("a token that is no longer preferred is not believed, however lately it was read")
    void ageing() {
        TokenEntry entry = hourLong();
        time.advance(Duration.ofMinutes(59));
        tokens.keep(KEY, entry, tokens.stamp(KEY));
        assertThat(isBelieved()).isFalse();
        assertThat(tokens.find(KEY)).contains(entry);
    }

    @Test
    @DisplayName("what is removed here is not believed, nor what was being read at that moment")
    void removed() {
        TokenEntry entry = kept(tokens);
        Stamps.Stamp before = tokens.stamp(KEY);
        assertThat(tokens.removeIf(KEY, entry.token().fingerprint())).isTrue();
        tokens.keep(KEY, entry, before);
        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("a report of a token that is not held still keeps it from being believed")
    void removedUnheld() {
        TokenEntry entry = hourLong();
        Stamps.Stamp before = tokens.stamp(KEY);
        assertThat(tokens.removeIf(KEY, entry.token().fingerprint())).isFalse();
        tokens.keep(KEY, entry, before);
        assertThat(isBelieved()).isFalse();
    }

    @Test
    @DisplayName("what was read before a change is not even held where nothing is: it may be what was taken away")
    void takenAwayMeanwhile() {
        TokenEntry entry = hourLong();
        Stamps.Stamp before = tokens.stamp(KEY);
        changes.tell(KEY);
        tokens.keep(KEY, entry, before);
        assertThat(tokens.find(KEY)).isEmpty();
    }

    @Test
    @DisplayName("of two tokens, one of which was read before a change, the one that was issued later is held")
    void laterOne() {
        TokenEntry older = kept(tokens);
        time.advance(Duration.ofMinutes(1));
        TokenEntry newer = hourLong();
        Stamps.Stamp before = tokens.stamp(KEY);
        changes.tell(KEY);
        tokens.keep(KEY, newer, before);
        assertThat(tokens.find(KEY)).contains(newer);
        assertThat(isBelieved()).isFalse();

        tokens.keep(KEY, older, before);
        assertThat(tokens.find(KEY)).contains(newer);
    }

    @Test
    @DisplayName("what this process got without the shared state is held and not believed")
    void stored() {
        TokenEntry entry = hourLong();
        tokens.store(KEY, entry);
        assertThat(isBelieved()).isFalse();
        assertThat(tokens.find(KEY)).contains(entry);
    }

    @Test
    @DisplayName("size 0 turns belief off, and tokens are held all the same")
    void off() {
        NearTokens off = near(NearSettings.OFF);
        TokenEntry entry = kept(off);
        assertThat(off.believedOrNull(KEY, time.millis())).isNull();
        assertThat(off.find(KEY)).contains(entry);
    }

    @Test
    @DisplayName("113 no more are held than allowed")
    void bounded() {
        NearTokens few = near(new NearSettings(100, TTL));
        IntStream.range(0, 10_000)
                .mapToObj(i -> TokenKey.of("counting", "tenant-" + i))
                .forEach(key -> few.keep(key, hourLong(), few.stamp(key)));
        assertThat(few.size()).isBetween(1L, 100L);
    }
}
