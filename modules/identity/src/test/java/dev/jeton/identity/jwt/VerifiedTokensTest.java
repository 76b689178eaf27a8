package dev.jeton.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class VerifiedTokensTest {

    private final ManualTime time = ManualTime.standingStill();
    private final VerifiedTokens verified = new VerifiedTokens(100, Duration.ofSeconds(5), time);
    private final AtomicInteger asked = new AtomicInteger();

    private JwtVerdict verdict(String token, Duration left) {
        return verified.verdict(token, unused -> {
            asked.incrementAndGet();
            return new JwtVerdict.Valid("anna", null, Set.of(), time.now().plus(left), Map.of());
        });
    }

    @Test
    @DisplayName("a token that was found valid is believed for five seconds, and every token for itself")
    void believed() {
        for (int i = 0; i < 3; i++) {
            assertThat(verdict("a", Duration.ofHours(1))).isInstanceOf(JwtVerdict.Valid.class);
        }
        assertThat(asked).hasValue(1);
        verdict("b", Duration.ofHours(1));
        assertThat(asked).hasValue(2);
        time.advance(Duration.ofSeconds(4));
        verdict("a", Duration.ofHours(1));
        assertThat(asked).hasValue(2);
        time.advance(Duration.ofSeconds(1));
        verdict("a", Duration.ofHours(1));
        assertThat(asked).hasValue(3);
    }

    @Test
    @DisplayName("a token is not believed beyond its own end, whichever clock says so")
    void end() {
        verdict("a", Duration.ofSeconds(2));
        time.advance(Duration.ofSeconds(2));
        verdict("a", Duration.ofSeconds(2));
        assertThat(asked).hasValue(2);
        time.jumpWallClock(Duration.ofHours(1));
        verdict("a", Duration.ofSeconds(2));
        assertThat(asked).hasValue(3);
    }

    @Test
    @DisplayName(
            "a refusal is not remembered, nor what is too long for a token, and one that is refused later is forgotten")
    void refusals() {
        JwtVerdict refused = new JwtVerdict.Invalid(Reason.EXPIRED);
        assertThat(verified.verdict("a", token -> refused)).isEqualTo(refused);
        assertThat(verdict("a", Duration.ofHours(1))).isInstanceOf(JwtVerdict.Valid.class);
        time.advance(Duration.ofSeconds(5));
        assertThat(verified.verdict("a", token -> refused)).isEqualTo(refused);
        verdict("a", Duration.ofHours(1));
        assertThat(asked).hasValue(2);
        String huge = "a".repeat(20_000);
        verdict(huge, Duration.ofHours(1));
        verdict(huge, Duration.ofHours(1));
        assertThat(asked).hasValue(4);
    }

    @Test
    @DisplayName("after forgetting everything is looked at anew")
    void forgotten() {
        verdict("a", Duration.ofHours(1));
        verified.forget();
        verdict("a", Duration.ofHours(1));
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName(
            "D-03 who is found valid while all is forgotten is not remembered: his key may be the one that was revoked")
    void overtaken() {
        JwtVerdict unused = verified.verdict("a", token -> {
            verified.forget();
            return verdict("b", Duration.ofHours(1));
        });
        verdict("a", Duration.ofHours(1));
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("who believes for no time at all looks at every token")
    void nothing() {
        VerifiedTokens off = new VerifiedTokens(100, Duration.ZERO, time);
        for (int i = 0; i < 3; i++) {
            JwtVerdict unused = off.verdict("a", token -> verdict("b" + asked, Duration.ofHours(1)));
        }
        assertThat(asked).hasValue(3);
        assertThat(off.size()).isZero();
    }
}
