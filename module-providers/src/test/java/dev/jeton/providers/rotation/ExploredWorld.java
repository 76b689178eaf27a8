package dev.jeton.providers.rotation;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.fake.RefreshMishap;
import dev.jeton.testkit.fake.StrictProvider;
import dev.jeton.testkit.fake.StrictProvider.Temper;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One run of several processes over one store and one strict provider, in an order that a seed decides, with crashes, cuts,
 * losses and stalls; and the judge of it. As in {@code rotation.pml}: a family may die only where something happened that no
 * client can repair.
 */
final class ExploredWorld {
    private static final int STEPS = 160;
    private static final List<Duration> STALLS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(31), Duration.ofSeconds(65));
    private static final List<RefreshMishap> MISHAPS = List.of(
            RefreshMishap.ANSWER_LOST,
            RefreshMishap.REQUEST_LOST,
            RefreshMishap.RATE_LIMITED,
            RefreshMishap.WITHOUT_SUCCESSOR,
            RefreshMishap.WITHOUT_SUCCESSOR,
            RefreshMishap.WITHOUT_SUCCESSOR,
            RefreshMishap.WITHOUT_ACCESS);

    final PlantedBug bug;
    final Random random;
    final ManualTime time = ManualTime.standingStill();
    final MapGrants store = MapGrants.remote(time);
    final StrictProvider provider = new StrictProvider("qontak", Temper.STRICT, time);
    final Turns turns;
    final List<ExploredProcess> processes;
    final List<String> violations = new ArrayList<>();

    private boolean excused;
    private boolean calm;

    ExploredWorld(PlantedBug bug, int number, long seed) {
        this.bug = bug;
        this.random = new Random(seed);
        this.turns = new Turns(number);
        try (Secret first = provider.connect("acme")) {
            Connections.of(store, TokenEvents.NO_OP).importNew(RotationWorld.KEY, first);
        }
        this.processes = IntStream.range(0, number)
                .mapToObj(i -> new ExploredProcess(this, i))
                .toList();
    }

    /** Runs it, and says what was violated. */
    List<String> explored() {
        processes.forEach(ExploredProcess::start);
        for (int step = 0; step < STEPS; step++) {
            anything();
        }
        calm = true;
        processes.forEach(each -> each.cut = false);
        for (int round = 0; round < 4; round++) {
            processes.forEach(ExploredProcess::runUntilIdle);
            time.advance(RotationWorld.LEASE.plus(RotationWorld.PATIENCE));
        }
        judge();
        processes.forEach(ExploredProcess::stop);
        return violations;
    }

    private void anything() {
        int choice = random.nextInt(100);
        ExploredProcess process = processes.get(random.nextInt(processes.size()));
        if (choice < 7) {
            stall(STALLS.get(random.nextInt(STALLS.size())));
        } else if (choice < 11) {
            process.cut = !process.cut;
        } else {
            process.crashNext = random.nextInt(50) == 0;
            for (int burst = 1 + random.nextInt(6); burst > 0; burst--) {
                turns.give(process.number);
            }
        }
    }

    /** A request that is on its way arrives, or never does; it does not arrive after its claim has run out. */
    private void stall(Duration duration) {
        if (processes.stream().allMatch(each -> each.mayStall(duration))) {
            time.advance(duration);
        }
    }

    RefreshMishap nextMishap() {
        return calm || random.nextInt(5) > 0 ? RefreshMishap.NONE : MISHAPS.get(random.nextInt(MISHAPS.size()));
    }

    /** Something has happened that no client can repair. */
    void excuse() {
        excused = true;
    }

    boolean isExcused() {
        return excused;
    }

    void violated(String what) {
        violations.add(what);
    }

    /** One grant takes the place of another: the judge of I3, and of whose patience is over. */
    void replaced(ExploredProcess by, Grant before, Grant next) {
        boolean sameToken = Grant.familyOf(before.refreshToken()).equals(Grant.familyOf(next.refreshToken()));
        if (next.generation() < before.generation() || (!sameToken && next.generation() == before.generation())) {
            violated("I3 generation " + before.generation() + " gave way to " + next.generation());
        }
        boolean takenOver = next.state() instanceof GrantState.Claimed
                && before.claim()
                        .filter(claim -> claim.isOverdueBy(RotationWorld.PATIENCE, time.now()))
                        .isPresent();
        if (takenOver && processes.stream().anyMatch(each -> each != by && each.holdsAnswer())) {
            excuse();
        }
    }

    private void judge() {
        if (excused) {
            return;
        }
        if (!provider.isAlive("acme")) {
            violated("I1 the family is dead");
        }
        try (StoredGrant now = store.find(RotationWorld.KEY).orElseThrow()) {
            if (!provider.isNewest(now.grant().refreshToken())) {
                violated("I1 the store does not hold the newest refresh token");
            }
            if (now.grant().state() instanceof GrantState.ReauthorizationRequired) {
                violated("I1 a living connection is given up");
            }
        }
    }
}
