package dev.jeton.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvent.SealBroken;
import dev.jeton.api.event.TokenEvent.SigningKeyMade;
import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.testkit.fake.MapIdentity;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class UnreadableKeysTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = ManualTime.advancedByPauses();
    private final MapIdentity database = new MapIdentity();
    private final JwtKeys store = database.jwtKeys();
    private final OwnProcess one = OwnProcess.sealedBy("k1", store, time);
    private final OwnProcess other = OwnProcess.sealedBy("k2", store, time);

    @Test
    @DisplayName(
            "D-07 99 a process that cannot open the signing key says so and signs nothing; it makes no other key in silence")
    void noSecondKey() {
        IssuedJwt issued = one.issue(HOUR);
        assertThatThrownBy(() -> other.issue(HOUR))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("ENCRYPTION_KEYS");
        assertThat(other.events.of(SealBroken.class))
                .hasSize(1)
                .first()
                .satisfies(event -> assertThat(event.reason()).isEqualTo("unknown key id"));
        assertThat(store.count()).isEqualTo(1);
        // To check a signature nothing secret is needed.
        assertThat(other.validate(issued)).isInstanceOf(JwtVerdict.Valid.class);
    }

    @Test
    @DisplayName("D-07 nor does age make it rotate what it cannot open; a person who asks for a new key gets one")
    void onlyOnRequest() {
        one.issue(HOUR);
        time.advance(Duration.ofDays(40));
        assertThatThrownBy(other.keys::rotateIfDue).isInstanceOf(StoreUnavailable.class);
        assertThat(store.count()).isEqualTo(1);
        JwtKey asked = other.keys.rotate(Handover.AT_ONCE);
        assertThat(other.events.of(SigningKeyMade.class))
                .containsExactly(new SigningKeyMade(asked.id(), asked.signsFrom()));
        assertThat(one.validate(other.issue(HOUR))).isInstanceOf(JwtVerdict.Valid.class);
    }

    @Test
    @DisplayName("D-07 what is no key pair when it is opened is a failure as well")
    void garbage() {
        one.issue(HOUR);
        JwtKey key = store.living(time.now()).getFirst();
        for (String sealed :
                new String[] {"", "!!!", "AAAA", key.sealedPrivate().substring(0, 40)}) {
            JwtKeys broken = new MapIdentity().jwtKeys();
            broken.insert(new JwtKey(key.id(), key.algorithm(), key.publicJwk(), sealed, key.signsFrom(), key.life()));
            OwnProcess process = OwnProcess.sealedBy("k1", broken, time);
            assertThatThrownBy(() -> process.issue(HOUR)).isInstanceOf(StoreUnavailable.class);
            assertThat(process.events.of(SealBroken.class)).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "D-10 without the store known keys sign and validate where they are remembered; where they are not, it says so")
    void storeAway() {
        OwnProcess remembering = OwnProcess.remembering(HOUR, store, JwtKeySettings.defaults(), time);
        IssuedJwt issued = remembering.issue(HOUR);
        database.breakDown();
        assertThat(remembering.validate(remembering.issue(HOUR))).isInstanceOf(JwtVerdict.Valid.class);
        assertThatThrownBy(() -> one.validate(issued)).isInstanceOf(StoreUnavailable.class);
        database.recover();
        assertThat(one.validate(issued)).isInstanceOf(JwtVerdict.Valid.class);
    }
}
