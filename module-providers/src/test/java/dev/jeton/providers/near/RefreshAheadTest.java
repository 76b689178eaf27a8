package dev.jeton.providers.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.StateHealth;
import dev.jeton.providers.NearSettings;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.fake.ToldChanges;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefreshAheadTest {
    private static final TokenKey KEY = TokenKey.of("counting", "acme");
    private static final Duration LIFE = Duration.ofHours(1);

    /** Tokens of an hour are due five minutes before they end, plus what the first renewal may spare the others. */
    private static final Duration DUE = Duration.ofMinutes(55);

    private final ManualTime time = ManualTime.standingStill();
    private final NearTokens tokens =
            new NearTokens(new NearSettings(200_000, Duration.ofSeconds(5)), new ToldChanges(), () -> 0, time);
    private final List<TokenKey> asked = new ArrayList<>();
    private final Deque<Runnable> begun = new ArrayDeque<>();
    private boolean usable = true;
    private RefreshAhead.Renewal renewal = (key, due) -> keep(key);
    private final RefreshAhead ahead = new RefreshAhead(tokens, this::renew, health(), begun::add, time);

    private StateHealth health() {
        return () -> new StateHealth.Reading(usable, Duration.ZERO);
    }

    private void renew(TokenKey key, Fingerprint due) {
        asked.add(key);
        renewal.renew(key, due);
    }

    private void keep(TokenKey key) {
        keep(key, LIFE);
    }

    private void keep(TokenKey key, Duration life) {
        tokens.keep(key, SomeEntries.lasting(life, time.now()), tokens.stamp(key));
    }

    private void look() {
        ahead.look();
        runAll();
    }

    private void runAll() {
        while (!begun.isEmpty()) {
            begun.pop().run();
        }
    }

    @Test
    @DisplayName("a token that is due is renewed once, and not before")
    void due() {
        keep(KEY);
        time.advance(DUE.minusSeconds(1));
        look();
        assertThat(asked).isEmpty();
        time.advance(Duration.ofSeconds(1));
        look();
        look();
        assertThat(asked).containsExactly(KEY);
    }

    @Test
    @DisplayName("a token that nobody asked for in its last two lifetimes is left to die, and forgotten")
    void leftToDie() {
        keep(KEY);
        for (int i = 0; i < 4; i++) {
            time.advance(DUE);
            look();
        }
        assertThat(asked).hasSize(2);
        time.advance(LIFE);
        look();
        assertThat(tokens.size()).isZero();
    }

    @Test
    @DisplayName("a token that is asked for now and then lives on")
    void livesOn() {
        keep(KEY);
        for (int i = 0; i < 10; i++) {
            time.advance(DUE);
            assertThat(tokens.believedOrNull(KEY, time.millis())).isNull();
            look();
        }
        assertThat(asked).hasSize(10);
    }

    @Test
    @DisplayName("a renewal that fails is tried again after a second, then ever later up to a minute")
    void backsOff() {
        keep(KEY);
        time.advance(DUE);
        renewal = (key, due) -> {
            throw new UpstreamTimeout("no answer");
        };
        look();
        look();
        assertThat(asked).hasSize(1);
        for (int second = 0; second < 240; second++) {
            time.advance(Duration.ofSeconds(1));
            look();
        }
        // At least 0.5, 1, 2, … 30 s between them, at most twice that.
        assertThat(asked).hasSizeBetween(8, 14);
        renewal = (key, due) -> keep(key);
        time.advance(Duration.ofSeconds(59));
        look();
        int untilThen = asked.size();
        look();
        assertThat(asked).hasSize(untilThen);
    }

    @Test
    @DisplayName("a race that another process wins, time after time, makes no pause longer than the first one")
    void lostRaces() {
        renewal = (key, due) -> {};
        keep(KEY);
        for (int lifetime = 1; lifetime <= 10; lifetime++) {
            time.advance(DUE);
            assertThat(tokens.believedOrNull(KEY, time.millis())).isNull();
            look();
            assertThat(asked).as("at once").hasSize(2 * lifetime - 1);
            time.advance(Duration.ofSeconds(1));
            look();
            assertThat(asked).as("after a second").hasSize(2 * lifetime);
            // By the other one.
            keep(KEY);
        }
    }

    @Test
    @DisplayName("a provider that gives the same token for another while counts as renewed")
    void sameToken() {
        keep(KEY);
        var token = tokens.find(KEY).orElseThrow().token();
        time.advance(DUE);
        renewal = (key, due) -> {
            var schedule = SomeEntries.lasting(LIFE, time.now()).schedule();
            tokens.keep(key, new TokenEntry(token, schedule), tokens.stamp(key));
        };
        look();
        time.advance(Duration.ofMinutes(2));
        look();
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName("without the shared state, and so without its lock, nothing is renewed before it is needed")
    void alone() {
        keep(KEY);
        time.advance(DUE);
        usable = false;
        look();
        assertThat(asked).isEmpty();
        usable = true;
        look();
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName(
            "80 of 100 000 tokens due in one second a few begin at a time, and so many in a second, the most urgent first")
    void paced() {
        for (int i = 0; i < 100_000; i++) {
            keep(TokenKey.of("counting", "tenant-" + i));
        }
        keep(KEY, LIFE.minusSeconds(1));
        time.advance(DUE);
        ahead.look();
        assertThat(begun).hasSize(Pace.PER_PERIOD);
        time.advance(Pace.PERIOD);
        ahead.handOut();
        assertThat(begun).hasSize(Pace.AT_A_TIME);
        begun.pop().run();
        assertThat(asked).containsExactly(KEY);
        for (int period = 0; period < 10; period++) {
            runAll();
            time.advance(Pace.PERIOD);
            ahead.handOut();
        }
        assertThat(asked)
                .hasSizeBetween(9 * Pace.PER_PERIOD, 12 * Pace.PER_PERIOD)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("one provider's many tokens do not hold up another's")
    void apart() {
        for (int i = 0; i < 1_000; i++) {
            keep(TokenKey.of("counting", "tenant-" + i));
        }
        TokenKey other = TokenKey.of("other", "acme");
        keep(other);
        time.advance(DUE);
        look();
        assertThat(asked).contains(other);
    }
}
