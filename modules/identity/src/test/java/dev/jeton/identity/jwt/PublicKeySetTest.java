package dev.jeton.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.identity.jose.SomePairs;
import dev.jeton.testkit.fake.MapIdentity;
import dev.jeton.testkit.time.ManualTime;
import java.text.ParseException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PublicKeySetTest {

    private final ManualTime time = ManualTime.advancedByPauses();
    private final JwtKeys store = new MapIdentity().jwtKeys();
    private final PublicKeySet published =
            new PublicKeySet(new StoredKeys(store, time), JwtKeySettings.defaults(), time);

    private JWKSet read() throws ParseException {
        return JWKSet.parse(new String(published.document(), UTF_8));
    }

    @Test
    @DisplayName(
            "D-09 the key set holds every key that lives, also the one that is yet to sign, and may be cached a quarter of an hour")
    void all() throws ParseException {
        OwnProcess process = OwnProcess.with(store, SignatureAlgorithm.ES256, time);
        assertThat(read().getKeys()).isEmpty();
        process.issue(Duration.ofHours(1));
        JwtKey next = process.keys.rotate(Handover.PUBLISHED_FIRST);
        assertThat(read().getKeys()).hasSize(2);
        assertThat(read().getKeyByKeyId(next.id().value()).getAlgorithm().getName())
                .isEqualTo("ES256");
        process.keys.revoke(next.id());
        assertThat(read().getKeys()).hasSize(1);
        assertThat(published.maxAge()).isEqualTo(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256", "EDDSA"})
    @DisplayName("D-07 nothing private is published, even if the store holds it in the wrong place")
    void nothingPrivate(SignatureAlgorithm algorithm) throws ParseException {
        RowId id = RowId.random();
        SigningKey pair = SomePairs.pair(algorithm, "published");
        assertThat(pair.privateJwk()).contains("\"d\":");
        store.insert(
                new JwtKey(id, algorithm.label(), pair.privateJwk(), "", time.now(), new Life(time.now(), null, null)));
        assertThat(new String(published.document(), UTF_8)).doesNotContain("\"d\":", "\"p\":", "\"q\":", "\"dp\":");
        assertThat(read().getKeys()).hasSize(1).noneMatch(key -> key.isPrivate());
        assertThat(pair.toString()).doesNotContain("\"d\"");
    }
}
