package dev.jeton.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class UnknownKeyIdTest {

    private final ManualTime time = ManualTime.advancedByPauses();
    private final RowId id = RowId.random();
    private final SigningKey pair = SigningKey.generate(SignatureAlgorithm.ES256, id.value());
    private final CountedKeys counted = new CountedKeys();
    private final JwtValidator validator = new JwtValidator(counted, "us", Optional.empty(), time);

    /** Counts how the store is asked beyond what is known; it may be slow, and away. */
    private static final class CountedKeys implements KeySource {
        private final AtomicInteger readings = new AtomicInteger();
        private final AtomicInteger deletions = new AtomicInteger();
        private final Gate slowly = new Gate();
        private volatile List<JwtKey> cached = List.of();
        private volatile List<JwtKey> inStore = List.of();
        private volatile boolean away;

        @Override
        public List<JwtKey> living() {
            return cached;
        }

        @Override
        public List<JwtKey> livingAnew() {
            deletions.incrementAndGet();
            cached = inStore;
            return inStore;
        }

        @Override
        public List<JwtKey> stored() {
            readings.incrementAndGet();
            try {
                slowly.pass();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (away) {
                throw new StoreUnavailable("the test has taken the store away", null);
            }
            return inStore;
        }
    }

    private List<JwtKey> key() {
        return List.of(new JwtKey(id, "ES256", pair.publicJwk(), "", time.now(), new Life(time.now(), null, null)));
    }

    private String token(SigningKey key) {
        return key.sign(
                "at+jwt",
                Map.of("iss", "us", "exp", time.now().plusSeconds(3600).getEpochSecond()));
    }

    private static SigningKey stranger() {
        return SigningKey.generate(SignatureAlgorithm.ES256, RowId.random().value());
    }

    @Test
    @DisplayName("102 a flood of invented key ids asks the store ten times a second at most, and deletes from no cache")
    void flood() {
        counted.slowly.open();
        counted.inStore = key();
        counted.cached = key();
        Instant began = time.now();
        for (int i = 0; i < 200; i++) {
            assertThat(validator.validate(token(stranger()))).isEqualTo(new JwtVerdict.Invalid(Reason.UNKNOWN_KEY));
        }
        long tenths = Duration.between(began, time.now()).toMillis() / 100;
        assertThat(counted.readings.get()).isBetween(1, (int) tenths + 1);
        assertThat(counted.deletions).hasValue(0);
    }

    @Test
    @DisplayName("D-09 a key that no cache has heard of is found with its first token, and known from then on")
    void newKey() {
        counted.slowly.open();
        counted.inStore = key();
        for (int i = 0; i < 3; i++) {
            assertThat(validator.validate(token(pair))).isInstanceOf(JwtVerdict.Valid.class);
        }
        assertThat(counted.readings).hasValue(1);
        assertThat(counted.deletions).hasValue(1);
    }

    @Test
    @DisplayName("D-10 while the store is away, those who wait for it share one failure instead of one timeout each")
    void sharedFailure() {
        counted.away = true;
        String token = token(pair);
        CompletableFuture<JwtVerdict> first = CompletableFuture.supplyAsync(() -> validator.validate(token));
        counted.slowly.awaitArrived(1);
        time.advance(Duration.ofMillis(1));
        AtomicInteger coming = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                coming.incrementAndGet();
                try {
                    JwtVerdict unused = validator.validate(token);
                } catch (StoreUnavailable e) {
                    failed.incrementAndGet();
                }
            }));
        }
        Eventually.isTrue(
                "all wait",
                Duration.ofSeconds(10),
                () -> coming.get() == 50
                        && threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        counted.slowly.open();
        Eventually.isTrue("all were told", Duration.ofSeconds(10), () -> failed.get() == 50);
        assertThatThrownBy(first::join).hasCauseInstanceOf(StoreUnavailable.class);
        // Whoever reads already, and one for all those who came meanwhile.
        assertThat(counted.readings).hasValue(2);
    }
}
