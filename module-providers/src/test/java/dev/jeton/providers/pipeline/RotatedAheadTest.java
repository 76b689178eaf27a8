package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenAnswer.Source;
import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Claim;
import dev.jeton.api.grant.ClaimOwner;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Secret;
import dev.jeton.providers.rotation.Journal;
import dev.jeton.providers.rotation.Rotation;
import dev.jeton.providers.rotation.RotationSettings;
import dev.jeton.providers.rotation.Seeds;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.fake.StrictProvider;
import dev.jeton.testkit.fake.StrictProvider.Temper;
import dev.jeton.testkit.fake.ToldChanges;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a renewal may do to a grant while callers are served the token that it is to replace. */
class RotatedAheadTest {
    private static final TokenKey KEY = TokenKey.of("qontak", "acme");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ManualTime time = ManualTime.standingStill();
    private final MapGrants store = MapGrants.remote(time);
    private final StrictProvider provider = new StrictProvider("qontak", Temper.STRICT, time);
    private final Rotation rotation = Rotation.open(
            new Rotation.Parts(
                    store,
                    Journal.none(),
                    new FixedCredentials(Map.of("clientId", "id")),
                    Seeds.none(),
                    TokenEvents.NO_OP,
                    time),
            new RotationSettings("home", PATIENCE, PATIENCE, Duration.ofSeconds(5)));
    private final RotatedSource rotated = new RotatedSource(
            provider,
            rotation,
            new ProviderGuard(provider.id(), time),
            new RotatedSource.Exchange(
                    new GrantedEntries(new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0)),
                    new Waiting(new ToldChanges(), () -> 0, time),
                    TokenEvents.NO_OP,
                    time));

    @BeforeEach
    void connect() {
        try (Secret first = provider.connect("acme")) {
            rotation.connections().importNew(KEY, first);
        }
    }

    private TokenAnswer get() {
        return rotated.get(TokenDemand.of(TokenRequest.of(KEY), time));
    }

    private TokenAnswer renewed(TokenAnswer due) {
        Freshness ahead = new Freshness.Ahead(due.token().fingerprint());
        return rotated.get(TokenDemand.of(TokenRequest.of(KEY).with(ahead), time));
    }

    @Test
    @DisplayName("a renewal spends the refresh token although the access token is still good")
    void renews() {
        TokenAnswer due = get();
        time.advance(Duration.between(time.now(), due.schedule().refreshAt()));
        TokenAnswer next = renewed(due);
        assertThat(next.source()).isEqualTo(Source.FRESH);
        assertThat(next.token()).isNotEqualTo(due.token());
        assertThat(renewed(due).token()).isEqualTo(next.token());
        assertThat(provider.ledger()).hasSize(2);
        assertThat(provider.doubleSpends()).isZero();
    }

    @Test
    @DisplayName("17 a renewal takes no claim over while the access token lives, however long ago it ran out")
    void patient() {
        TokenAnswer due = get();
        time.advance(Duration.between(time.now(), due.schedule().refreshAt()));
        claimedByAnotherLongAgo();
        TokenAnswer answer = renewed(due);
        assertThat(answer.source()).isEqualTo(Source.CACHE);
        assertThat(answer.token()).isEqualTo(due.token());
        assertThat(provider.ledger()).hasSize(1);
    }

    @Test
    @DisplayName("17 nor while callers have a token that the grant itself no longer holds")
    void patientWithoutGrantedAccess() {
        TokenAnswer due = get();
        assertThat(rotation.connections().forgetAccess(KEY, any -> true)).isTrue();
        claimedByAnotherLongAgo();
        assertThatThrownBy(() -> renewed(due)).isInstanceOf(LockTimeout.class);
        assertThat(provider.ledger()).hasSize(1);
    }

    private void claimedByAnotherLongAgo() {
        try (StoredGrant stored = store.find(KEY).orElseThrow();
                Grant claimed = stored.grant()
                        .claimed(new Claim(
                                ClaimOwner.of("another"), stored.storeTime().minus(PATIENCE.multipliedBy(10))))) {
            assertThat(store.replace(KEY, stored.revision(), claimed)).isPresent();
        }
    }
}
