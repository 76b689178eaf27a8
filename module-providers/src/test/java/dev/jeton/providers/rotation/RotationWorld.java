package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantStepped;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.Spending.Rotated;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.RefreshTokenProvider.Times;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.fake.StrictProvider;
import dev.jeton.testkit.fake.StrictProvider.Temper;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** One store of grants and one strict provider, and as many processes over them as a test wants. */
final class RotationWorld {
    static final TokenKey KEY = TokenKey.of("qontak", "acme");
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration EXCHANGE = Duration.ofSeconds(5);

    /** Of the store and of everybody. */
    final ManualTime time = ManualTime.standingStill();

    final MapGrants store;
    final StrictProvider provider;

    RotationWorld() {
        this(Temper.STRICT);
    }

    RotationWorld(Temper temper) {
        this.store = MapGrants.remote(time);
        this.provider = new StrictProvider("qontak", temper, time);
    }

    /** A process with a store's handle and a journal of its own, and no credentials but the client's. */
    RotationProcess process(String home) {
        return process(home, Seeds.none());
    }

    RotationProcess process(String home, Seeds seeds) {
        return new RotationProcess(
                this,
                home,
                new MapJournal(),
                seeds,
                new FixedCredentials(Map.of("clientId", "id", "clientSecret", "c4nary")));
    }

    /** A person connects the tenant. */
    void connect() {
        try (Secret first = provider.connect("acme")) {
            Connections.of(store, TokenEvents.NO_OP).replace(KEY, first);
        }
    }

    /** The grant as the store holds it: its generation and the name of its state. */
    String stored() {
        try (StoredGrant now = store.find(KEY).orElseThrow()) {
            return now.grant().generation() + " " + now.grant().state().name();
        }
    }

    boolean isClaimed() {
        try (StoredGrant now = store.find(KEY).orElseThrow()) {
            return now.grant().state() instanceof GrantState.Claimed;
        }
    }

    /** I1, I2: the connection works on, and nothing was presented twice. */
    void assertUnharmed() {
        assertThat(provider.doubleSpends()).as("I2 double spends").isZero();
        assertThat(provider.isAlive("acme")).as("I1 the family lives").isTrue();
        try (StoredGrant now = store.find(KEY).orElseThrow()) {
            assertThat(provider.isNewest(now.grant().refreshToken()))
                    .as("I1 the store holds the refresh token that is accepted next")
                    .isTrue();
        }
    }

    /** Another program, which knows nothing of claims, refreshes the grant. */
    void rotateElsewhere() {
        try (StoredGrant now = store.find(KEY).orElseThrow();
                Rotated rotated = (Rotated) provider.another("elsewhere")
                        .refresh(
                                KEY.tenant(),
                                new Credentials(Map.of()),
                                now.grant().refreshToken(),
                                new Times(Deadline.in(EXCHANGE, time), Deadline.in(EXCHANGE, time)));
                Grant next = now.grant().rotated(rotated.successorOrNull(), rotated.accessOrNull())) {
            put(now, next);
        }
    }

    /** Puts one grant in the place of another, as nobody can keep a backup from doing. */
    void put(StoredGrant before, Grant next) {
        assertThat(store.replace(KEY, before.revision(), next)).isPresent();
    }

    /** Does something the first time that this step is gone. */
    static TokenEvents once(Step step, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return event -> {
            if (event instanceof GrantStepped stepped && stepped.step() == step && !done.getAndSet(true)) {
                action.run();
            }
        };
    }

    static List<Step> steps(RecordingEvents events) {
        return events.of(GrantStepped.class).stream().map(GrantStepped::step).toList();
    }
}
