package dev.jeton.providers.rotation;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvent.GrantStepped;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.fake.RefreshSpend;
import dev.jeton.testkit.fake.RefreshSpend.Outcome;
import dev.jeton.testkit.fake.StrictProvider;
import dev.jeton.testkit.fake.StrictProvider.Point;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** One process of an {@link ExploredWorld}: it refreshes again and again, and comes back after a crash with its journal. */
final class ExploredProcess {
    private static final CorrelationId CORRELATION = CorrelationId.random();
    private static final Rotation.Gate OPEN = new Rotation.Gate() {
        @Override
        public <T> Optional<T> through(TokenKey key, Deadline deadline, Supplier<Optional<T>> exchange) {
            return exchange.get();
        }
    };

    final int number;
    boolean cut;
    boolean crashNext;

    private final ExploredWorld world;
    private final MapJournal journal = new MapJournal();
    private final StrictProvider server;
    private final RefreshTokenProvider provider;
    private ExploredGrants store;
    private boolean idle;
    private boolean stopped;
    private int sentUnderThisClaim;
    private Optional<Deadline> onItsWay = Optional.empty();

    /** An answer that rotated is in hand and not in the store; and it is in the journal. */
    private boolean answered;

    private boolean journaled;

    ExploredProcess(ExploredWorld world, int number) {
        this.world = world;
        this.number = number;
        this.store = new ExploredGrants(world, this);
        this.server = world.provider
                .another("process" + number)
                .at(Point.BEFORE_SEND, this::pass)
                .at(Point.BEFORE_COMMIT, this::sent)
                .at(Point.AFTER_COMMIT, this::committed);
        this.provider = world.bug.provider(server);
    }

    /** It asks the store: an answer in hand is in the journal by now, or ought to be. */
    void asksTheStore() {
        journaled = true;
    }

    boolean holdsAnswer() {
        return answered;
    }

    boolean mayStall(Duration duration) {
        return onItsWay.filter(until -> until.remaining().compareTo(duration) <= 0)
                .isEmpty();
    }

    void start() {
        Thread.ofVirtual().name("explored-" + number).start(this::live);
    }

    /** Lets it finish what it does, and be asked once more. */
    void runUntilIdle() {
        do {
            world.turns.give(number);
        } while (!idle);
    }

    void stop() {
        stopped = true;
        world.turns.give(number);
    }

    /** Here another may go on; and here it may crash. */
    void pass() {
        world.turns.pass(number);
        if (crashNext) {
            crashNext = false;
            store.die();
            throw new Crash();
        }
    }

    private void live() {
        world.turns.await(number);
        while (!stopped) {
            try (Rotation rotation = opened()) {
                refreshAgainAndAgain(rotation);
            } catch (Crash e) {
                crashed();
            }
        }
        world.turns.leave();
    }

    private Rotation opened() {
        store = new ExploredGrants(world, this);
        return Rotation.open(
                new Rotation.Parts(
                        world.bug.store(store),
                        world.bug.journal(journal),
                        (key, correlationId, deadline) -> Optional.empty(),
                        Seeds.none(),
                        this::hear,
                        new UnpausedTime(world.time)),
                world.bug.settings("home" + number));
    }

    private void refreshAgainAndAgain(Rotation rotation) {
        while (!stopped) {
            try {
                refresh(rotation);
            } catch (TokenException e) {
                // As may be.
            }
            idle = true;
            pass();
            idle = false;
        }
        store.die();
    }

    private void refresh(Rotation rotation) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), world.time);
        long generation;
        try (StoredGrant now = rotation.current(RotationWorld.KEY, CORRELATION, deadline)) {
            generation = now.grant().generation();
        }
        boolean served = world.random.nextInt(4) == 0;
        server.next(world.nextMishap());
        rotation.refresh(
                provider, new Rotation.Wish(RotationWorld.KEY, generation, served, CORRELATION, deadline), OPEN);
    }

    private void crashed() {
        onItsWay = Optional.empty();
        idle = false;
        if (answered && !journaled) {
            answered = false;
            world.excuse();
        }
    }

    private void sent() {
        if (++sentUnderThisClaim > 1) {
            world.violated("I2 sent twice under one claim");
        }
        onItsWay = Optional.of(Deadline.in(RotationWorld.EXCHANGE, world.time));
        pass();
        onItsWay = Optional.empty();
    }

    private void committed() {
        RefreshSpend spend = world.provider.ledger().getLast();
        answered = spend.outcome() == Outcome.ROTATED;
        journaled = false;
        if (spend.isDoubleSpend() && !world.isExcused()) {
            world.violated("I2 generation " + spend.generation() + " spent twice, by " + spend.by());
        }
        pass();
    }

    private void hear(TokenEvent event) {
        if (!(event instanceof GrantStepped stepped)) {
            return;
        }
        switch (stepped.step()) {
            case CLAIMED, TAKEN_OVER -> sentUnderThisClaim = 0;
            case JOURNALED -> journaled = true;
            case COMMITTED, RECOVERED, SUPERSEDED -> answered = false;
            case ANSWER_LOST -> lost();
            default -> {
                // Tells nothing that the judge wants to know.
            }
        }
        pass();
    }

    private void lost() {
        if (answered) {
            answered = false;
            world.excuse();
        }
    }
}
