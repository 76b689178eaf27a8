package dev.jeton.providers.rotation;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.fake.StrictProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** One process of a test; its rotation is opened when it is first used. */
final class RotationProcess {
    private static final CorrelationId CORRELATION = CorrelationId.random();
    private static final Rotation.Gate OPEN = new Rotation.Gate() {
        @Override
        public <T> Optional<T> through(TokenKey key, Deadline deadline, Supplier<Optional<T>> exchange) {
            return exchange.get();
        }
    };

    final RotationWorld world;
    final String home;
    final MapJournal journal;
    final MapGrants store;
    final StrictProvider provider;
    final RecordingEvents events = new RecordingEvents();

    private final Seeds seeds;
    private final CredentialSource credentials;
    private TokenEvents listener = events;
    private Rotation.Gate gate = OPEN;
    private Optional<Rotation> rotation = Optional.empty();

    RotationProcess(RotationWorld world, String home, MapJournal journal, Seeds seeds, CredentialSource credentials) {
        this.world = world;
        this.home = home;
        this.journal = journal;
        this.seeds = seeds;
        this.credentials = credentials;
        this.store = world.store.another();
        this.provider = world.provider.another(home);
    }

    /** Before its first use: who hears of its steps besides {@link #events}. */
    RotationProcess hearing(TokenEvents other) {
        listener = event -> {
            events.on(event);
            other.on(event);
        };
        return this;
    }

    RotationProcess behind(Rotation.Gate other) {
        gate = other;
        return this;
    }

    /** The process that comes after it in the same place: its memory is gone, its journal is there. */
    RotationProcess restarted() {
        store.breakDown();
        return new RotationProcess(world, home, journal, seeds, credentials);
    }

    Rotation rotation() {
        if (rotation.isEmpty()) {
            rotation = Optional.of(Rotation.open(
                    new Rotation.Parts(store, journal, credentials, seeds, listener, world.time),
                    new RotationSettings(home, RotationWorld.LEASE, RotationWorld.PATIENCE, RotationWorld.EXCHANGE)));
        }
        return rotation.get();
    }

    /** For callers who have no valid access token. */
    Optional<GrantedAccess> refresh() {
        return refresh(false);
    }

    /** The same, where it has to bring something. */
    GrantedAccess refreshed() {
        return refresh().orElseThrow();
    }

    Optional<GrantedAccess> refresh(boolean callersAreServed) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), world.time);
        long generation;
        try (StoredGrant now = rotation().current(RotationWorld.KEY, CORRELATION, deadline)) {
            generation = now.grant().generation();
        }
        return rotation()
                .refresh(
                        provider,
                        new Rotation.Wish(RotationWorld.KEY, generation, callersAreServed, CORRELATION, deadline),
                        gate);
    }

    /** The same on a thread of its own. */
    FutureTask<Optional<GrantedAccess>> refreshing() {
        FutureTask<Optional<GrantedAccess>> task = new FutureTask<>(() -> refresh());
        Thread.ofVirtual().name("refreshing-" + home).start(task);
        return task;
    }

    List<Step> steps() {
        return RotationWorld.steps(events);
    }
}
