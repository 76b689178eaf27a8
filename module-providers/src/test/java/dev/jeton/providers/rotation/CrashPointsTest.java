package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantStepped;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.fake.StrictProvider;
import dev.jeton.testkit.fake.StrictProvider.Point;
import dev.jeton.testkit.fake.StrictProvider.Temper;
import dev.jeton.testkit.time.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process dies at every point of a refresh, over a real journal; then it comes back, and another one is there too. */
class CrashPointsTest {
    private static final TokenKey KEY = RotationWorld.KEY;
    private static final Rotation.Gate OPEN = new Rotation.Gate() {
        @Override
        public <T> Optional<T> through(TokenKey key, Deadline deadline, Supplier<Optional<T>> exchange) {
            return exchange.get();
        }
    };
    private static int checked;
    private static int violated;

    @TempDir
    Path directory;

    private final ManualTime time = ManualTime.standingStill();
    private final StrictProvider provider = new StrictProvider("qontak", Temper.STRICT, time);

    /** Where it dies, by the numbers of the catalogue; and whether the answer is safe by then, in each kind of store. */
    enum At {
        FAULT_1_BEFORE_THE_CLAIM(Step.CLAIMING, null, true, true),
        FAULT_2_BEFORE_THE_SEND(Step.CLAIMED, null, true, true),
        FAULT_2_AT_THE_SEND(Step.SENDING, null, true, true),
        FAULT_3_DURING_THE_SEND(null, Point.BEFORE_COMMIT, true, true),
        FAULT_4_AFTER_THE_PROVIDERS_COMMIT(null, Point.AFTER_COMMIT, false, false),
        FAULT_5_WITH_THE_ANSWER(Step.ANSWERED, null, false, false),
        FAULT_5_AFTER_THE_JOURNAL(Step.JOURNALED, null, true, true),
        FAULT_6_AFTER_THE_STORE(Step.COMMITTED, null, true, true);

        final @Nullable Step step;
        final @Nullable Point point;
        final boolean safeRemote;
        final boolean safeLocal;

        At(@Nullable Step step, @Nullable Point point, boolean safeRemote, boolean safeLocal) {
            this.step = step;
            this.point = point;
            this.safeRemote = safeRemote;
            this.safeLocal = safeLocal;
        }
    }

    @ParameterizedTest(name = "fault 8 C-09 I1 I2 I3 {0}, store on this machine")
    @EnumSource(At.class)
    void local(At at) throws IOException {
        crashes(MapGrants.local(time), at, at.safeLocal, false);
    }

    @ParameterizedTest(name = "C-09 I1 I2 I3 {0}, store across the network")
    @EnumSource(At.class)
    void remote(At at) throws IOException {
        crashes(MapGrants.remote(time), at, at.safeRemote, false);
    }

    @ParameterizedTest(name = "fault 8 C-09 I1 I2 I3 {0}, and the store is away when it comes back")
    @EnumSource(At.class)
    void storeAway(At at) throws IOException {
        crashes(MapGrants.remote(time), at, at.safeRemote, true);
    }

    private void crashes(MapGrants store, At at, boolean safe, boolean awayAtFirst) throws IOException {
        connect(store);
        dies(store.another(), at);
        MapGrants line = store.another();
        if (awayAtFirst) {
            line.breakDown();
        }
        try (Rotation again = rotation("home", directory.resolve("home"), line, TokenEvents.NO_OP);
                Rotation other = rotation("other", directory.resolve("other"), store.another(), TokenEvents.NO_OP)) {
            line.recover();
            List<Long> generations = livesOn(store, again, other);
            checked++;
            List<String> violations = violations(store, safe, generations);
            violated += violations.isEmpty() ? 0 : 1;
            assertThat(violations).isEmpty();
        }
    }

    private void connect(MapGrants store) {
        try (Secret first = provider.connect("acme")) {
            Connections.of(store, TokenEvents.NO_OP).importNew(KEY, first);
        }
    }

    private void dies(MapGrants line, At at) throws IOException {
        TokenEvents dying = event -> {
            if (event instanceof GrantStepped stepped && stepped.step() == at.step) {
                throw new Crash();
            }
        };
        StrictProvider mine = provider.another("dying");
        if (at.point != null) {
            mine.at(at.point, () -> {
                throw new Crash();
            });
        }
        // Never closed: a process that dies closes nothing.
        Rotation rotation = rotation("home", directory.resolve("home"), line, dying);
        try {
            refresh(rotation, mine, line);
        } catch (Crash e) {
            // It is dead.
        }
        line.breakDown();
    }

    /** Both ask, while a token is left and when none is, for hours; the generations that the store held meanwhile. */
    private List<Long> livesOn(MapGrants store, Rotation again, Rotation other) {
        List<Long> generations = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            for (Rotation each : List.of(other, again)) {
                refresh(each, provider, store);
                generations.add(generation(store));
            }
            time.advance(Duration.ofSeconds(31));
        }
        return generations;
    }

    private static void refresh(Rotation rotation, RefreshTokenProvider provider, MapGrants store) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), ManualTime.standingStill());
        try {
            rotation.refresh(
                    provider, new Rotation.Wish(KEY, generation(store), false, CorrelationId.random(), deadline), OPEN);
        } catch (ReauthorizationRequired e) {
            // Told once, and judged below.
        } catch (TokenException e) {
            throw new AssertionError("unexpected", e);
        }
    }

    private static long generation(MapGrants store) {
        try (StoredGrant now = store.find(KEY).orElseThrow()) {
            return now.grant().generation();
        }
    }

    private List<String> violations(MapGrants store, boolean safe, List<Long> generations) {
        List<String> violations = new ArrayList<>();
        try (StoredGrant now = store.find(KEY).orElseThrow()) {
            boolean flagged = now.grant().state() instanceof GrantState.ReauthorizationRequired;
            if (safe && (!provider.isAlive("acme") || flagged || generations.getLast() < 3)) {
                violations.add("I1 lost: " + now.grant());
            }
            if (!safe && !flagged) {
                violations.add("I1 a lock-out that is not flagged: " + now.grant());
            }
        }
        if (provider.doubleSpends() > (safe ? 0 : 1)) {
            violations.add("I2 double spends: " + provider.ledger());
        }
        if (!safe && provider.ledger().size() > 2) {
            violations.add("C-10 a dead token is tried again and again: " + provider.ledger());
        }
        if (!generations.equals(generations.stream().sorted().toList())) {
            violations.add("I3 generations " + generations);
        }
        return violations;
    }

    private Rotation rotation(String home, Path journal, MapGrants line, TokenEvents events) throws IOException {
        return Rotation.open(
                new Rotation.Parts(
                        line,
                        FileJournal.in(journal, Sealer.none(), events),
                        (key, correlationId, deadline) -> Optional.empty(),
                        Seeds.none(),
                        events,
                        time),
                new RotationSettings(home, RotationWorld.LEASE, RotationWorld.PATIENCE, RotationWorld.EXCHANGE));
    }

    @AfterAll
    static void count() {
        System.out.printf("I1 I2 I3: %d checked, %d violated%n", checked, violated);
    }
}
