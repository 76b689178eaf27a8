package dev.jeton.identity.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvent.KeySetFetched;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.identity.jose.SomePairs;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.UnusableState;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class KeySetTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofDays(365);
    private static final JwtVerdict UNKNOWN = new JwtVerdict.Invalid(Reason.UNKNOWN_KEY);
    private static final SigningKey FIRST = SomePairs.pair(SignatureAlgorithm.ES256, "k1");
    private static final SigningKey SECOND = SomePairs.pair(SignatureAlgorithm.EDDSA, "k2");

    private final ManualTime time = ManualTime.standingStill();
    private final UnusableState state = new UnusableState(new LocalState(time));
    private final CacheService cache = state.cache();
    private final FakeIssuer issuer = new FakeIssuer(time).publish(FIRST);
    private final ForeignProcess process = process();
    private final String good = issuer.token(FIRST, "k1", LONG);

    private ForeignProcess process() {
        return new ForeignProcess(issuer, cache, IssuerDeclaration.Expected.ANYTHING, time);
    }

    private static void assertValid(JwtVerdict verdict) {
        assertThat(verdict).isInstanceOf(JwtVerdict.Valid.class);
    }

    @AfterEach
    void close() {
        process.close();
    }

    @Test
    @DisplayName("B-17 a key set is fetched once for six hours, however many ask at the same instant")
    void once() {
        Burst.of(50, i -> process.validate(good)).orFail().forEach(KeySetTest::assertValid);
        time.advance(Duration.ofHours(5));
        assertValid(process.validate(good));
        assertThat(issuer.looks()).hasSize(1);
        assertThat(process.events.of(KeySetFetched.class))
                .extracting(KeySetFetched::succeeded)
                .containsExactly(true);
    }

    @Test
    @DisplayName("B-17 before its time is over it is renewed behind callers, who do not wait for that")
    void ahead() {
        assertValid(process.validate(good));
        Gate gate = new Gate();
        issuer.hangAt(gate);
        time.advance(Duration.ofMinutes(5 * 60 + 45));
        assertValid(process.validate(good));
        gate.awaitArrived(1);
        assertValid(process.validate(good));
        gate.open();
        // Had it not been renewed, this would be beyond its time, and fetch.
        Eventually.isTrue("renewed", PATIENCE, () -> process.events.count(KeySetFetched.class) == 2);
        time.advance(Duration.ofHours(5));
        assertValid(process.validate(good));
        assertThat(issuer.looks()).hasSize(2);
    }

    @Test
    @DisplayName("B-17 an issuer that is down for hours does not matter; after a day and a half nothing usable is left")
    void outage() {
        assertValid(process.validate(good));
        issuer.goDown(true);
        for (int hour = 0; hour < 20; hour++) {
            time.advance(Duration.ofHours(1));
            assertValid(process.validate(good));
        }
        time.advance(Duration.ofHours(20));
        assertThatThrownBy(() -> process.validate(good)).isInstanceOf(KeySetUnavailable.class);
        issuer.goDown(false);
        time.advance(Duration.ofSeconds(30));
        assertValid(process.validate(good));
    }

    @Test
    @DisplayName(
            "B-17 an issuer that was never reached is JWKS_FETCH_FAILED, and is asked twice in 30 s, whatever comes")
    void neverReached() {
        issuer.goDown(true);
        for (int i = 0; i < 1000; i++) {
            assertThatThrownBy(() -> process.validate(good))
                    .isInstanceOf(KeySetUnavailable.class)
                    .hasMessage("the key set of acme:login cannot be fetched")
                    .asInstanceOf(InstanceOfAssertFactories.type(KeySetUnavailable.class))
                    .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30)));
        }
        // One look, which broke off and was repeated at once.
        assertThat(issuer.looks()).hasSize(2);
        issuer.goDown(false);
        time.advance(Duration.ofSeconds(30));
        assertValid(process.validate(good));
    }

    @Test
    @DisplayName("102 a flood of unknown key ids makes us look once in 30 s at most")
    void flood() {
        assertValid(process.validate(good));
        for (int i = 0; i < 1_200; i++) {
            assertThat(process.validate(issuer.token(SECOND, "invented-" + i % 7, LONG)))
                    .isEqualTo(UNKNOWN);
            time.advance(Duration.ofMillis(500));
        }
        int tooSoon = 0;
        List<Instant> looks = issuer.looks();
        for (int i = 1; i < looks.size(); i++) {
            tooSoon += Duration.between(looks.get(i - 1), looks.get(i)).toSeconds() < 30 ? 1 : 0;
        }
        System.out.printf("%d checked, %d violated: looks in a flood of 10 minutes%n", looks.size(), tooSoon);
        assertThat(tooSoon).isZero();
        assertThat(looks).hasSizeBetween(2, 21);
    }

    @Test
    @DisplayName(
            "B-17 a key that the issuer has just published is found with its first token, and one that it withdrew is gone by then")
    void rotation() {
        assertValid(process.validate(good));
        issuer.publish(SECOND);
        time.advance(Duration.ofSeconds(30));
        assertValid(process.validate(good));
        assertValid(process.validate(issuer.token(SECOND, "k2", LONG)));
        assertThat(process.validate(good)).isEqualTo(UNKNOWN);
        assertThat(issuer.looks()).hasSize(2);
    }

    @Test
    @DisplayName("B-17 while the issuer cannot be asked an unknown key may be a new one: try again, not invalid")
    void unknownWhileDown() {
        assertValid(process.validate(good));
        issuer.goDown(true);
        time.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> process.validate(issuer.token(SECOND, "k2", LONG)))
                .isInstanceOf(KeySetUnavailable.class);
        assertValid(process.validate(good));
    }

    @Test
    @DisplayName("B-17 one process fetches for all; the others take it from the cache")
    void shared() {
        assertValid(process.validate(good));
        try (ForeignProcess other = process()) {
            assertValid(other.validate(good));
            assertThat(issuer.looks()).hasSize(1);
            assertThat(cache.exists(new CacheKey("auth:jwks:acme:login"))).isTrue();
            issuer.publish(SECOND);
            time.advance(Duration.ofSeconds(30));
            assertValid(other.validate(issuer.token(SECOND, "k2", LONG)));
            assertValid(process.validate(issuer.token(SECOND, "k2", LONG)));
            assertThat(issuer.looks()).hasSize(2);
        }
    }

    @Test
    @DisplayName("B-17 a key that is newer than what another process has fetched is found with its first token as well")
    void newerThanShared() {
        assertValid(process.validate(good));
        try (ForeignProcess other = process()) {
            time.advance(Duration.ofMinutes(1));
            assertThat(other.validate(issuer.token(SECOND, "not-yet", LONG))).isEqualTo(UNKNOWN);
            time.advance(Duration.ofMinutes(40));
            issuer.publish(SECOND);
            assertValid(process.validate(issuer.token(SECOND, "k2", LONG)));
            assertThat(issuer.looks()).hasSize(3);
        }
    }

    @Test
    @DisplayName("B-17 a process that starts while the issuer is down goes by what the others had")
    void startedDuringAnOutage() {
        assertValid(process.validate(good));
        issuer.goDown(true);
        time.advance(Duration.ofHours(20));
        try (ForeignProcess other = process()) {
            assertValid(other.validate(good));
        }
        time.advance(Duration.ofHours(4));
        try (ForeignProcess late = process()) {
            assertThatThrownBy(() -> late.validate(good)).isInstanceOf(KeySetUnavailable.class);
        }
    }

    @Test
    @DisplayName("D-10 without the cache each process fetches for itself")
    void cacheAway() {
        state.breakDown();
        assertValid(process.validate(good));
        try (ForeignProcess other = process()) {
            assertValid(other.validate(good));
        }
        assertThat(issuer.looks()).hasSize(2);
    }
}
