package dev.jeton.e2e;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.concurrent.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Kills brokers, at random moments and at those that hurt most, and starts them again on what they left. */
final class Killer {

    private static final Duration AIMING = Duration.ofSeconds(10);
    private static final Duration SLOW = Duration.ofMillis(30);
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int LONGEST_PAUSE_MILLIS = 700;
    private static final int SHORT_ABSENCE_MILLIS = 200;
    private static final int LONG_ABSENCE_MILLIS = 3_000;
    private static final int EVERY = 5;

    private final Fleet fleet;
    private final People people;
    private final Simulator simulator;
    private final Random random;
    private final List<CompletableFuture<Life>> coming = new ArrayList<>();
    private int kills;

    /** At which of its victim's steps; and whether the victim is away for so long that others take over. */
    private enum Plan {
        ANY_MOMENT("", false),
        GONE("", true),
        CLAIMED("CLAIMED", false),
        SENDING("SENDING", false),
        JOURNALED("JOURNALED", false),
        JOURNALED_AND_GONE("JOURNALED", true);

        private final String step;
        private final boolean away;

        Plan(String step, boolean away) {
            this.step = step;
            this.away = away;
        }
    }

    /** What is shuffled, so that few kills have all of them. */
    private static final List<Plan> DECK = List.of(
            Plan.ANY_MOMENT,
            Plan.ANY_MOMENT,
            Plan.ANY_MOMENT,
            Plan.ANY_MOMENT,
            Plan.GONE,
            Plan.CLAIMED,
            Plan.SENDING,
            Plan.JOURNALED,
            Plan.JOURNALED,
            Plan.JOURNALED_AND_GONE);

    Killer(Fleet fleet, People people, Simulator simulator, Random random) {
        this.fleet = fleet;
        this.people = people;
        this.simulator = simulator;
        this.random = random;
    }

    /** Returns when all victims are back. */
    void kill(int times, List<String> tenants) {
        List<Plan> deck = new ArrayList<>();
        while (kills < times) {
            if (deck.isEmpty()) {
                deck.addAll(DECK);
                Collections.shuffle(deck, random);
            }
            trouble(tenants);
            kill(deck.removeLast());
            kills++;
        }
        coming.forEach(CompletableFuture::join);
    }

    /** Another latency for everybody; now and then an answer is lost, and somebody connects again who need not. */
    void trouble(List<String> tenants) {
        for (String tenant : tenants) {
            Duration latency = Duration.ofMillis(random.nextInt(5, 51));
            simulator.faults().set(Service.QONTAK, tenant, new Fault.Latency(latency));
        }
        String tenant = tenants.get(random.nextInt(tenants.size()));
        if (kills % EVERY == 1) {
            simulator.faults().setForNext(1, Service.QONTAK, tenant, new Fault.LostAnswer(Fault.Loss.CLOSED));
        } else {
            Random own = new Random(random.nextLong());
            people.connection(tenant).ifPresent(old -> Thread.ofVirtual().start(() -> people.connectAgain(old, own)));
        }
    }

    private void kill(Plan plan) {
        awaitTwo();
        LockSupport.parkNanos(
                Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toNanos());
        Life victim = fleet.any(random).orElseThrow();
        aim(victim, plan);
        victim.kill();
        fleet.heal(victim);
        int away = random.nextInt(SHORT_ABSENCE_MILLIS) + (plan.away ? LONG_ABSENCE_MILLIS : 0);
        coming.add(fleet.restart(victim, Duration.ofMillis(away)));
    }

    /** Somebody is to be left who can be asked. */
    private void awaitTwo() {
        Eventually.isTrue("two are alive", LONGEST_START, () -> {
            // One that cannot start says why.
            coming.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
            return fleet.alive().size() > 1;
        });
    }

    /** Waits until the victim says that it has taken the step; a store that is slow to hear of it makes room for the kill. */
    private void aim(Life victim, Plan plan) {
        if (plan.step.isEmpty()) {
            return;
        }
        fleet.slow(victim, SLOW);
        try {
            victim.broker()
                    .process()
                    .awaitLine(
                            "grant " + plan.step,
                            victim.broker().process().output().size(),
                            AIMING);
        } catch (AssertionError e) {
            // It had nothing to do: then at this moment.
        }
    }

    @Override
    public String toString() {
        return kills + " kills";
    }
}
