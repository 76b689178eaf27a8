package dev.jeton.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.testkit.fake.MapIdentity;
import dev.jeton.testkit.time.ManualTime;
import java.text.ParseException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JwtIssuerTest {

    private final ManualTime time = ManualTime.advancedByPauses();
    private final JwtKeys store = new MapIdentity().jwtKeys();

    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256", "EDDSA"})
    @DisplayName(
            "D-09 a token of ours says what it was asked to, in the words of RFC 9068, and is valid until its last second")
    void issued(SignatureAlgorithm algorithm) throws ParseException {
        OwnProcess process = OwnProcess.with(store, algorithm, time);
        IssuedJwt issued = process.issuer.issue(new JwtContent(
                "anna",
                Set.of("door", "shop"),
                Duration.ofMinutes(10),
                Map.of("org", "acme", "roles", List.of("admin"), "n", 5L)));
        SignedJWT read = SignedJWT.parse(issued.token().value());
        assertThat(read.getHeader().toJSONObject())
                .containsOnlyKeys("alg", "typ", "kid")
                .containsEntry("typ", "at+jwt")
                .containsEntry("alg", algorithm.label());
        assertThat(read.getJWTClaimsSet().getClaims())
                .containsOnlyKeys("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "org", "roles", "n");
        assertThat(read.getJWTClaimsSet().getJWTID()).isEqualTo(issued.id());
        assertThat(issued.expiresAt()).isEqualTo(time.now().plus(10, ChronoUnit.MINUTES));
        assertThat(process.validate(issued)).isInstanceOfSatisfying(JwtVerdict.Valid.class, valid -> {
            assertThat(valid.subject()).contains("anna");
            assertThat(valid.orgId()).contains("acme");
            assertThat(valid.roles()).containsExactly("admin");
            assertThat(valid.expiresAt()).isEqualTo(issued.expiresAt());
            assertThat(valid.toString()).doesNotContain("anna", "acme");
        });
        time.advance(Duration.ofMinutes(10).plusSeconds(29));
        assertThat(process.validate(issued)).isInstanceOf(JwtVerdict.Valid.class);
        time.advance(Duration.ofSeconds(1));
        assertThat(process.validate(issued)).isEqualTo(new JwtVerdict.Invalid(JwtVerdict.Reason.EXPIRED));
    }

    @Test
    @DisplayName("D-09 no token lives longer than the longest, or is longer than any header")
    void tooMuch() {
        OwnProcess process = OwnProcess.with(store, SignatureAlgorithm.ES256, time);
        assertThatThrownBy(() -> process.issue(Duration.ofDays(1).plusSeconds(1)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("lifetime: longer than 86400 s");
        assertThatThrownBy(() -> process.issuer.issue(
                        new JwtContent("anna", Set.of(), Duration.ofHours(1), Map.of("x", "y".repeat(16_384)))))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    @DisplayName("D-09 what we write ourselves nobody else writes into a token")
    void ours() {
        for (String claim : List.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti")) {
            assertThatThrownBy(() -> new JwtContent("anna", Set.of(), Duration.ofHours(1), Map.of(claim, "x")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new JwtContent("", Set.of(), Duration.ofHours(1), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JwtContent("anna", Set.of(), Duration.ofMillis(999), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("D-09 settings have their defaults, and what does not go together is refused")
    void settings() {
        assertThat(JwtKeySettings.defaults())
                .isEqualTo(new JwtKeySettings(
                        SignatureAlgorithm.ES256,
                        Duration.ofDays(30),
                        Duration.ofHours(1),
                        Duration.ofHours(24),
                        Duration.ofHours(24)));
        assertThatThrownBy(() -> new JwtKeySettings(
                        SignatureAlgorithm.ES256,
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ZERO,
                        Duration.ZERO))
                .hasMessageContaining("rotateAfter")
                .hasMessageContaining("publishAhead");
        assertThatThrownBy(() ->
                        OwnProcess.with(store, SignatureAlgorithm.PS256, time).issue(Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
