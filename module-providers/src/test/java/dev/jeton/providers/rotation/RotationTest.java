package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.fake.RefreshMishap;
import dev.jeton.testkit.fake.RefreshSpend;
import dev.jeton.testkit.fake.RefreshSpend.Outcome;
import dev.jeton.testkit.fake.StrictProvider.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RotationTest {
    private final RotationWorld world = new RotationWorld();
    private final RotationProcess process = world.process("home");

    @BeforeEach
    void connect() {
        world.connect();
    }

    @Test
    @DisplayName("C-01 a refresh brings an access token, and the new refresh token replaces the old one")
    void rotates() {
        GrantedAccess access = process.refreshed();
        assertThat(world.provider.accepts(access.token())).isTrue();
        assertThat(world.stored()).isEqualTo("2 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName(
            "C-09 every step of a refresh is gone in its order, the claim before the request, the journal before the store")
    void steps() {
        process.refresh();
        assertThat(process.steps())
                .containsExactly(
                        Step.CLAIMING, Step.CLAIMED, Step.SENDING, Step.ANSWERED, Step.JOURNALED, Step.COMMITTED);
        assertThat(process.journal.size()).as("records left").isZero();
    }

    @Test
    @DisplayName("C-01 an answer without a new refresh token keeps the old one")
    void keepsTheOld() {
        process.provider.next(RefreshMishap.WITHOUT_SUCCESSOR);
        process.refreshed();
        process.refreshed();
        assertThat(world.provider.ledger())
                .extracting(RefreshSpend::outcome)
                .containsExactly(Outcome.KEPT, Outcome.ROTATED);
        assertThat(world.stored()).isEqualTo("3 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 an answer without an access token still keeps its refresh token")
    void withoutAccess() {
        process.provider.next(RefreshMishap.WITHOUT_ACCESS);
        assertThatThrownBy(process::refresh).isInstanceOf(UpstreamFailed.class);
        assertThat(world.stored()).isEqualTo("2 active");
        process.refreshed();
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 a definite refusal frees the claim, and the refresh token is as good as before")
    void refusalFrees() {
        process.provider.next(RefreshMishap.CLIENT_REFUSED, RefreshMishap.RATE_LIMITED, RefreshMishap.NOT_CONNECTED);
        assertThatThrownBy(process::refresh).isInstanceOf(CredentialsRejected.class);
        assertThat(world.stored()).isEqualTo("1 active");
        assertThatThrownBy(process::refresh).isInstanceOf(RateLimited.class);
        assertThatThrownBy(process::refresh).isInstanceOf(UpstreamFailed.class);
        assertThat(world.stored()).isEqualTo("1 active");
        assertThat(process.steps()).endsWith(Step.FREED);
        process.refreshed();
        world.assertUnharmed();
    }

    @Test
    @DisplayName(
            "C-10 invalid_grant makes the connection dead; its access token stays, and the provider is not asked again")
    void dies() {
        GrantedAccess last = process.refreshed();
        world.provider.revoke("acme");
        assertThatThrownBy(process::refresh).isInstanceOf(ReauthorizationRequired.class);
        assertThat(process.steps()).endsWith(Step.REAUTHORIZATION_REQUIRED);
        for (int i = 0; i < 5; i++) {
            assertThat(process.refresh()).isEmpty();
        }
        assertThat(world.provider.ledger()).hasSize(2);
        try (StoredGrant dead = world.store.find(RotationWorld.KEY).orElseThrow()) {
            assertThat(dead.grant().access()).contains(last);
        }
    }

    @Test
    @DisplayName("C-10 invalid_grant after another process has rotated means: use what that one brought")
    void diedButRotated() {
        process.provider.at(Point.BEFORE_COMMIT, world::rotateElsewhere);
        assertThat(process.refresh()).as("look again").isEmpty();
        assertThat(world.stored()).isEqualTo("2 active");
        assertThat(process.steps()).doesNotContain(Step.REAUTHORIZATION_REQUIRED);
    }

    @Test
    @DisplayName("C-08 a store that is away is a store error; nothing is sent")
    void storeAway() {
        process.refresh();
        process.store.breakDown();
        assertThatThrownBy(process::refresh).isInstanceOf(StoreUnavailable.class);
        assertThat(world.provider.ledger()).hasSize(1);
        process.store.recover();
        process.refreshed();
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 fault 11 without room in the journal nothing is claimed and nothing sent")
    void noRoom() {
        process.journal.fill();
        assertThatThrownBy(process::refresh).isInstanceOf(StoreUnavailable.class);
        assertThat(world.stored()).isEqualTo("1 active");
        assertThat(world.provider.ledger()).isEmpty();
    }

    @Test
    @DisplayName("C-09 a grant that another has rotated since it was found wanting is not refreshed again")
    void rotatedMeanwhile() {
        RotationProcess other = world.process("other");
        process.behind(new OnceBefore(other::refresh));
        assertThat(process.refresh()).as("look again").isEmpty();
        assertThat(world.provider.ledger()).hasSize(1);
    }
}
