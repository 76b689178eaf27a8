package dev.jeton.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.event.TokenEvent.StoreTokenChanged;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.server.VaultFault;
import dev.jeton.testkit.server.VaultStub;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-05 Vault's token is kept alive")
class TokenRenewalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LOOK_UP = "/v1/auth/token/lookup-self";
    private static final String RENEW = "/v1/auth/token/renew-self";

    private final ManualTime time = ManualTime.standingStill();
    private final VaultStub vault = VaultStub.start(time::now);
    private final RecordingEvents events = new RecordingEvents();

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void aTokenOutlivesItsTimeByFar() {
        String token = vault.renewableToken(Duration.ofHours(1), Duration.ofDays(365));
        try (VaultStore store = open(token)) {
            for (int renewals = 1; renewals <= 10; renewals++) {
                awaitRest();
                time.advance(Duration.ofMinutes(40));
                awaitRequests(RENEW, renewals);
            }
            assertThat(store.grants().list()).isEmpty();
        }
        assertThat(vault.requests(LOOK_UP)).isOne();
        assertThat(events.all()).isEmpty();
    }

    @Test
    void itIsNotRenewedBeforeSixTenthsOfItsLife() {
        try (VaultStore store = open(vault.renewableToken(Duration.ofHours(1), Duration.ofDays(365)))) {
            awaitRest();
            time.advance(Duration.ofMinutes(35));
            assertThat(store.grants().list()).isEmpty();
            assertThat(vault.requests(RENEW)).isZero();
        }
    }

    @Test
    void aTokenWithLittleLeftIsRenewedAtOnce() {
        String token = vault.renewableToken(Duration.ofHours(1), Duration.ofDays(365));
        time.advance(Duration.ofMinutes(50));
        try (VaultStore store = open(token)) {
            awaitRest();
            time.advance(Duration.ofSeconds(1));
            awaitRequests(RENEW, 1);
            awaitRest();
            time.advance(Duration.ofMinutes(30));
            assertThat(store.grants().list()).isEmpty();
        }
        assertThat(events.all()).isEmpty();
    }

    @Test
    void aTokenThatNeverEndsIsLeftAlone() {
        try (VaultStore store = open(vault.token())) {
            awaitRest();
            time.advance(Duration.ofHours(20));
            assertThat(store.grants().list()).isEmpty();
        }
        assertThat(vault.requests(RENEW)).isZero();
        assertThat(events.all()).isEmpty();
    }

    @Test
    void aTokenThatCannotBeRenewedIsToldOfInItsLastThirdOnce() {
        try (VaultStore store = open(vault.fixedToken(Duration.ofHours(3)))) {
            awaitRest();
            assertThat(events.all()).isEmpty();
            time.advance(Duration.ofHours(2).plusSeconds(1));
            awaitRequests(LOOK_UP, 2);
            awaitRest();
            assertWarned("ends soon");
            assertThat(store.grants().list()).isEmpty();

            time.advance(Duration.ofHours(1));
            awaitRequests(LOOK_UP, 3);
            awaitRest();
            assertThat(events.of(StoreTokenChanged.class)).hasSize(1);
        }
        assertThat(vault.requests(RENEW)).isZero();
    }

    @Test
    void aTokenThatNearsItsLongestLifeIsToldOf() {
        try (VaultStore store = open(vault.renewableToken(Duration.ofHours(1), Duration.ofMinutes(50)))) {
            awaitRest();
            time.advance(Duration.ofMinutes(40));
            awaitRequests(RENEW, 1);
            awaitRest();
            assertWarned("cannot be renewed for longer");
            assertThat(store.grants().list()).isEmpty();
        }
    }

    @Test
    void aRenewalThatFailsIsTriedAgain() {
        try (VaultStore store = open(vault.renewableToken(Duration.ofHours(1), Duration.ofDays(1)))) {
            awaitRest();
            vault.everyAnswerIs(new VaultFault.Sealed());
            time.advance(Duration.ofMinutes(40));
            awaitRequests(RENEW, 1);
            awaitRest();
            assertWarned("Vault is sealed");

            vault.recover();
            time.advance(Duration.ofSeconds(1));
            Eventually.isTrue("it lasts again", PATIENCE, () -> events.count(StoreTokenChanged.class) == 2);
            assertThat(events.of(StoreTokenChanged.class).get(1).lasting()).isTrue();
            assertThat(store.grants().list()).isEmpty();
        }
    }

    @Test
    @DisplayName("fault 36 a Vault that is away at the start is asked as soon as it is there")
    void aVaultThatIsAwayAtTheStart() {
        vault.everyAnswerIs(new VaultFault.HangsUp());
        try (VaultStore store = open(vault.renewableToken(Duration.ofHours(1), Duration.ofDays(1)))) {
            awaitRest();
            assertWarned("broke off");
            vault.recover();
            time.advance(Duration.ofSeconds(1));
            Eventually.isTrue("it lasts", PATIENCE, () -> events.count(StoreTokenChanged.class) == 2);
            assertThat(store.grants().list()).isEmpty();
        }
    }

    @Test
    void aTokenThatIsRevokedIsAskedAboutOnceAMinute() {
        String token = vault.renewableToken(Duration.ofHours(1), Duration.ofDays(1));
        vault.revoke(token);
        try (VaultStore store = open(token)) {
            awaitRest();
            assertWarned("refuses the token");
            time.advance(Duration.ofSeconds(50));
            assertThat(vault.requests(LOOK_UP)).isOne();
            time.advance(Duration.ofSeconds(10));
            awaitRequests(LOOK_UP, 2);
            assertThat(store).hasToString("VaultStore[VaultSettings[" + vault.address() + "/v1/secret/qontak/tokens]]");
        }
    }

    @Test
    void closingEndsTheThread() {
        VaultStore store = open(vault.token());
        awaitRest();
        store.close();
        Eventually.isTrue("nobody pauses", PATIENCE, () -> time.pausing() == 0);
    }

    private VaultStore open(String token) {
        return VaultStore.open(OpenedVault.settings(vault.address(), token), Sealer.none(), events, time);
    }

    private void awaitRest() {
        time.awaitPausing(1);
    }

    private void awaitRequests(String path, long count) {
        Eventually.isTrue(count + " of " + path, PATIENCE, () -> vault.requests(path) >= count);
        assertThat(vault.requests(path)).isEqualTo(count);
    }

    private void assertWarned(String reason) {
        assertThat(events.of(StoreTokenChanged.class)).hasSize(1).first().satisfies(event -> {
            assertThat(event.lasting()).isFalse();
            assertThat(event.reason()).contains(reason);
        });
    }
}
