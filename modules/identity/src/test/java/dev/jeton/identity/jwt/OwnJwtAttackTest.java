package dev.jeton.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.identity.jose.AttackCount;
import dev.jeton.identity.jose.AttackTable;
import dev.jeton.identity.jose.Forge;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.testkit.fake.MapIdentity;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OwnJwtAttackTest {

    private final ManualTime time = ManualTime.advancedByPauses();
    private final JwtKeys store = new MapIdentity().jwtKeys();

    /** Of an access token of ours, with the key that signs now. */
    private static Map<String, String> header(SigningKey key, String keyId) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", Forge.text(key.algorithm().label()));
        header.put("typ", "\"at+jwt\"");
        header.put("kid", Forge.text(keyId));
        return header;
    }

    private static Map<String, String> claims(Instant now) {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", Forge.text(OwnProcess.ISSUER));
        claims.put("sub", "\"anna\"");
        claims.put("aud", Forge.text(OwnProcess.AUDIENCE));
        claims.put("iat", String.valueOf(now.getEpochSecond()));
        claims.put("exp", String.valueOf(now.plusSeconds(3600).getEpochSecond()));
        return claims;
    }

    private AttackTable table(OwnProcess process) {
        SigningKey key = process.keys.signing(time.now().plusSeconds(3600));
        String keyId = store.living(time.now()).getFirst().id().value();
        return new AttackTable(key, header(key, keyId), claims(time.now()));
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256", "EDDSA"})
    @DisplayName("102 none of the attacks passes for a token of ours")
    void nonePasses(SignatureAlgorithm algorithm) {
        OwnProcess process = OwnProcess.with(store, algorithm, time);
        AttackCount count = AttackCount.of(table(process), process.validator::validate);
        System.out.printf(
                "%d checked, %d violated: attacks on our %s%n",
                count.checked(), count.accepted().size(), algorithm);
        System.out.println(count.reasons());
        assertThat(count.accepted()).isEmpty();
        assertThat(count.checked()).isGreaterThan(400);
    }

    @Test
    @DisplayName("102 a token of ours has the header parameters that we write, and no other")
    void noStrangers() {
        OwnProcess process = OwnProcess.with(store, SignatureAlgorithm.ES256, time);
        SigningKey key = process.keys.signing(time.now().plusSeconds(3600));
        Map<String, String> header =
                header(key, store.living(time.now()).getFirst().id().value());
        for (String name : List.of("jku", "x5u", "jwk", "x5t", "cty", "zip", "nonce", "ALG")) {
            Map<String, String> more = new LinkedHashMap<>(header);
            more.put(name, "\"x\"");
            String token = Forge.signed(key, Forge.json(more), Forge.json(claims(time.now())));
            assertThat(process.validator.validate(token)).isEqualTo(new JwtVerdict.Invalid(Reason.UNEXPECTED_HEADER));
        }
    }

    @Test
    @DisplayName("102 a token of ours of another kind, or for somebody else, does not open this door")
    void otherKindsAndAudiences() {
        OwnProcess process = OwnProcess.with(store, SignatureAlgorithm.ES256, time);
        SigningKey key = process.keys.signing(time.now().plusSeconds(3600));
        Map<String, String> general =
                header(key, store.living(time.now()).getFirst().id().value());
        general.put("typ", "\"JWT\"");
        assertThat(process.validator.validate(Forge.signed(key, Forge.json(general), Forge.json(claims(time.now())))))
                .isEqualTo(new JwtVerdict.Invalid(Reason.WRONG_TYPE));
        JwtContent elsewhere = new JwtContent("anna", Set.of(), Duration.ofMinutes(5), Map.of());
        assertThat(process.validate(process.issuer.issue(elsewhere)))
                .isEqualTo(new JwtVerdict.Invalid(Reason.WRONG_AUDIENCE));
        JwtValidator nameless = new JwtValidator(process.known, OwnProcess.ISSUER, Optional.empty(), time);
        assertThat(nameless.validate(process.issuer.issue(elsewhere).token().value()))
                .isInstanceOf(JwtVerdict.Valid.class);
        assertThat(nameless.validate(
                        process.issue(Duration.ofMinutes(5)).token().value()))
                .isEqualTo(new JwtVerdict.Invalid(Reason.WRONG_AUDIENCE));
    }
}
