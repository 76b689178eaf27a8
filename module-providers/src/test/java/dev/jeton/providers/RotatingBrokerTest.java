package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Secret;
import dev.jeton.providers.rotation.Connections;
import dev.jeton.providers.rotation.Journal;
import dev.jeton.providers.rotation.Rotation;
import dev.jeton.providers.rotation.RotationSettings;
import dev.jeton.providers.rotation.Seeds;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.fake.StrictProvider;
import dev.jeton.testkit.fake.StrictProvider.Temper;
import dev.jeton.testkit.fake.UnusableState;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RotatingBrokerTest {
    private static final TokenKey KEY = TokenKey.of("qontak", "acme");

    private final ManualTime time = ManualTime.standingStill();
    private final MapGrants store = MapGrants.remote(time);
    private final StrictProvider provider = new StrictProvider("qontak", Temper.STRICT, time);
    private final FixedCredentials credentials = new FixedCredentials(Map.of("clientId", "id"));
    private final UnusableState state = new UnusableState(new LocalState(time));
    private final Rotation rotation = Rotation.open(
            new Rotation.Parts(store, Journal.none(), credentials, Seeds.none(), TokenEvents.NO_OP, time),
            new RotationSettings("home", Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(5)));
    private final TokenBroker broker = broker(state);

    private TokenBroker broker(UnusableState shared) {
        return TokenBroker.over(shared, credentials)
                .rotating(rotation, List.of(provider))
                .time(time)
                .build();
    }

    @BeforeEach
    void connect() {
        try (Secret first = provider.connect("acme")) {
            rotation.connections().importNew(KEY, first);
        }
    }

    @AfterEach
    void close() {
        broker.close();
        rotation.close();
    }

    private TokenAnswer get() {
        return broker.getToken(TokenRequest.of(KEY));
    }

    private TokenAnswer force() {
        return broker.getToken(TokenRequest.of(KEY).with(new Freshness.Forced()));
    }

    @Test
    @DisplayName("C-07 the second call is answered from the cache")
    void cached() {
        TokenAnswer first = get();
        assertThat(get().token()).isEqualTo(first.token());
        assertThat(provider.ledger()).hasSize(1);
    }

    @Test
    @DisplayName("C-07 a process whose cache is empty takes the access token out of the grant")
    void outOfTheGrant() {
        TokenAnswer first = get();
        try (TokenBroker fresh = broker(new UnusableState(new LocalState(time)))) {
            assertThat(fresh.getToken(TokenRequest.of(KEY)).token()).isEqualTo(first.token());
        }
        assertThat(provider.ledger()).hasSize(1);
    }

    @Test
    @DisplayName("C-11 a forced refresh really refreshes, with a cache that holds a token and with an empty one")
    void forced() {
        TokenAnswer first = get();
        time.advance(Duration.ofSeconds(2));
        TokenAnswer second = force();
        assertThat(second.token()).isNotEqualTo(first.token());
        time.advance(Duration.ofSeconds(2));
        try (TokenBroker fresh = broker(new UnusableState(new LocalState(time)))) {
            TokenAnswer third = fresh.getToken(TokenRequest.of(KEY).with(new Freshness.Forced()));
            assertThat(third.token()).isNotEqualTo(second.token());
        }
        assertThat(provider.ledger()).hasSize(3);
        assertThat(provider.doubleSpends()).isZero();
    }

    @Test
    @DisplayName("B-09 an invalidation drops the grant's access token too: it does not come back out of the store")
    void invalidated() {
        TokenAnswer first = get();
        assertThat(broker.invalidate(KEY, first.token().fingerprint())).isTrue();
        try (StoredGrant now = store.find(KEY).orElseThrow()) {
            assertThat(now.grant().access()).isEmpty();
        }
        TokenAnswer second = get();
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(broker.invalidate(KEY, first.token().fingerprint())).isFalse();
        assertThat(get().token()).isEqualTo(second.token());
        assertThat(broker.invalidate(KEY)).isTrue();
        assertThat(get().token()).isNotEqualTo(second.token());
        assertThat(provider.doubleSpends()).isZero();
    }

    @Test
    @DisplayName(
            "C-10 a dead connection's access token is served to its end; then a person is needed, and the provider left alone")
    void deadServedToItsEnd() {
        TokenAnswer last = get();
        provider.revoke("acme");
        time.advance(Duration.ofHours(6).minusSeconds(30));
        assertThat(get().token()).isEqualTo(last.token());
        time.advance(Duration.ofSeconds(20));
        assertThat(get().token()).isEqualTo(last.token());
        time.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(this::get).isInstanceOf(ReauthorizationRequired.class);
            time.advance(Duration.ofMinutes(5));
        }
        assertThat(provider.ledger())
                .as("one that rotated, one that was refused")
                .hasSize(2);
    }

    @Test
    @DisplayName(
            "C-08 without its store a cached access token is served; none is a store error, never a missing connection")
    void storeAway() {
        TokenAnswer first = get();
        store.breakDown();
        assertThat(get().token()).isEqualTo(first.token());
        time.advance(Duration.ofHours(7));
        assertThatThrownBy(this::get).isInstanceOf(StoreUnavailable.class);
        store.recover();
        assertThat(get().token()).isNotEqualTo(first.token());
    }

    @Test
    @DisplayName("C-06 a tenant that nobody has connected is told so")
    void notConnected() {
        Connections connections = rotation.connections();
        assertThat(connections.forget(KEY)).isTrue();
        assertThatThrownBy(this::get).isInstanceOf(CredentialsNotFound.class);
    }

    @Test
    @DisplayName("C-09 fault 25 without the shared state, and so without its lock, the claim still lets one spend")
    void degraded() {
        state.breakDown();
        assertThat(get().degraded()).isTrue();
        time.advance(Duration.ofHours(7));
        get();
        try (StoredGrant now = store.find(KEY).orElseThrow()) {
            assertThat(now.grant().generation()).isEqualTo(3);
            assertThat(provider.isNewest(now.grant().refreshToken())).isTrue();
        }
        assertThat(provider.doubleSpends()).isZero();
    }

    @Test
    @DisplayName(
            "a grant's access token that is due is renewed while the old one is served, spending each refresh token once")
    void renewedAhead() {
        TokenAnswer first = get();
        for (int renewals = 1; renewals <= 3; renewals++) {
            int so = renewals;
            time.advance(Duration.between(
                    time.now(), published().schedule().usableUntil().minusSeconds(1)));
            assertThat(get().token()).isNotNull();
            Eventually.isTrue(
                    "renewed", Duration.ofSeconds(20), () -> provider.ledger().size() == 1 + so);
            Eventually.isTrue(
                    "published",
                    Duration.ofSeconds(20),
                    () -> published().schedule().refreshAt().isAfter(time.now()));
        }
        assertThat(get().token()).isNotEqualTo(first.token());
        assertThat(provider.doubleSpends()).isZero();
    }

    private TokenEntry published() {
        return broker.cached(KEY).orElseThrow();
    }
}
