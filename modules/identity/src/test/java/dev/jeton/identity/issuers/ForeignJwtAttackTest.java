package dev.jeton.identity.issuers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.identity.jose.AttackCount;
import dev.jeton.identity.jose.AttackTable;
import dev.jeton.identity.jose.Forge;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.identity.jose.SomePairs;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ForeignJwtAttackTest {

    private static final SigningKey SECOND = SomePairs.pair(SignatureAlgorithm.ES256, "k2");

    private final ManualTime time = ManualTime.standingStill();
    private final FakeIssuer issuer = new FakeIssuer(time);
    private final ForeignProcess process = new ForeignProcess(
            issuer, new LocalState(time).cache(), FakeIssuer.by("https://issuer.example", "door"), time);

    private static final Map<SigningKey, AttackTable> TABLES = new ConcurrentHashMap<>();

    private AttackTable table(SigningKey key) {
        return TABLES.computeIfAbsent(key, this::newTable);
    }

    private AttackTable newTable(SigningKey key) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", Forge.text(key.algorithm().label()));
        header.put("typ", "\"JWT\"");
        header.put("kid", "\"k1\"");
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", "\"https://issuer.example\"");
        claims.put("sub", "\"anna\"");
        claims.put("aud", "\"door\"");
        claims.put("iat", String.valueOf(time.now().getEpochSecond()));
        claims.put("exp", String.valueOf(time.now().plusSeconds(3600).getEpochSecond()));
        return new AttackTable(key, header, claims);
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256", "EDDSA"})
    @DisplayName("102 B-17 none of the attacks passes for a token of another issuer, and none makes us fetch anything")
    void nonePasses(SignatureAlgorithm algorithm) {
        SigningKey key = SomePairs.pair(algorithm, "k1");
        issuer.publish(key, SECOND);
        AttackCount count = AttackCount.of(table(key), process::validate);
        int fetches = issuer.looks().size() - 1;
        System.out.printf(
                "%d checked, %d accepted, %d fetches: attacks on another's %s%n",
                count.checked(), count.accepted().size(), fetches, algorithm);
        System.out.println(count.reasons());
        assertThat(count.accepted()).isEmpty();
        assertThat(fetches).isZero();
        assertThat(count.checked()).isGreaterThan(400);
    }

    @Test
    @DisplayName("102 nor where the issuer's keys do not say for which algorithm they are")
    void keysWithoutAlgorithm() {
        SigningKey key = SomePairs.pair(SignatureAlgorithm.RS256, "k1");
        issuer.publish(SomePairs.keySet(key, SECOND)
                .replaceAll(",?\"(alg|use)\":\"[A-Za-z0-9]*\"", "")
                .replace("{,", "{"));
        AttackCount count = AttackCount.of(table(key), process::validate);
        assertThat(count.accepted()).isEmpty();
        assertThat(issuer.looks()).hasSize(1);
    }

    @Test
    @DisplayName(
            "102 what a genuine token says of keys and certificates is passed over, and nothing is fetched from there")
    void passedOver() {
        SigningKey key = SomePairs.pair(SignatureAlgorithm.ES256, "k1");
        issuer.publish(key, SECOND);
        AttackTable table = table(key);
        String more =
                "{\"jku\":\"http://127.0.0.1:9/keys.json\",\"x5u\":\"http://127.0.0.1:9/x\",\"x5t\":\"AAAA\",\"x5c\":[\"AAAA\"],";
        String payload = new String(Forge.bytes(table.accepted().split("\\.", -1)[1]), UTF_8);
        String header = more + "\"alg\":\"ES256\",\"kid\":\"k1\"}";
        assertThat(process.validate(Forge.signed(key, header, payload))).isInstanceOf(JwtVerdict.Valid.class);
        assertThat(issuer.looks()).hasSize(1);
    }
}
