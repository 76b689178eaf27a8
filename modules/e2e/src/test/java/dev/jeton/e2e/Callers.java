package dev.jeton.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.http.HttpAnswer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Callers who ask whatever broker is alive for the tokens of all tenants until they are told to stop, and look at every
 * answer. Where a connection is dead they have a person connect it again.
 */
final class Callers implements AutoCloseable {

    /** The broker counts a token's life from before its request, the provider from its answer. */
    private static final Duration SKEW = Duration.ofMillis(100);

    private static final int EACH = 2;
    private static final int SHORTEST_PAUSE_MILLIS = 50;
    private static final int LONGEST_PAUSE_MILLIS = 250;

    private final Fleet fleet;
    private final People people;
    private final Simulator simulator;
    private final Tallies tallies;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final Map<String, Long> generations = new ConcurrentHashMap<>();
    private final AtomicLong served = new AtomicLong();
    private final Map<String, Integer> later = new ConcurrentSkipListMap<>();
    private final AtomicLong dead = new AtomicLong();
    private final AtomicLong hungUp = new AtomicLong();
    private final Queue<Long> refreshMillis = new ConcurrentLinkedQueue<>();

    Callers(Fleet fleet, People people, Simulator simulator, Tallies tallies) {
        this.fleet = fleet;
        this.people = people;
        this.simulator = simulator;
        this.tallies = tallies;
    }

    void askFor(List<String> tenants, long seed) {
        Random seeds = new Random(seed);
        for (String tenant : tenants) {
            for (int caller = 0; caller < EACH; caller++) {
                Random random = new Random(seeds.nextLong());
                threads.execute(() -> askOn(tenant, random));
            }
            Random random = new Random(seeds.nextLong());
            threads.execute(() -> lookOn(tenant, random));
        }
    }

    private void askOn(String tenant, Random random) {
        while (!isOver(random)) {
            fleet.any(random).ifPresent(life -> ask(life, tenant, random));
        }
    }

    /** A random moment later. */
    private boolean isOver(Random random) {
        try {
            return over.await(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void ask(Life life, String tenant, Random random) {
        Optional<People.Connection> connection = people.connection(tenant);
        Instant asked = Instant.now();
        try {
            HttpAnswer answer = life.broker().token(tenant, "qontak", "");
            judge(answer, tenant, asked);
            if (answer.status() == 409) {
                connection.ifPresent(old -> dead(old, life, random));
            }
        } catch (UncheckedIOException e) {
            hungUp.incrementAndGet();
            tallies.answers().check(!life.isAlive(), () -> life + " does not answer: " + e);
        }
    }

    private void judge(HttpAnswer answer, String tenant, Instant asked) {
        switch (answer.status()) {
            case 200 -> served(Answers.json(answer), tenant, asked);
            case 409 -> dead.incrementAndGet();
            default -> later.merge(code(answer), 1, Integer::sum);
        }
        boolean typed = List.of(200, 502, 503, 504).contains(answer.status())
                || (answer.status() == 409 && answer.body().contains("REAUTHORIZATION_REQUIRED"));
        tallies.answers().check(typed, answer::text);
    }

    private static String code(HttpAnswer answer) {
        return answer.status() + " " + Answers.json(answer).path("code").asText();
    }

    private void served(JsonNode answer, String tenant, Instant asked) {
        served.incrementAndGet();
        if (answer.path("source").textValue().equals("fresh")) {
            refreshMillis.add(Duration.between(asked, Instant.now()).toMillis());
        }
        String token = answer.path("accessToken").textValue();
        String owner = owners.computeIfAbsent(
                token, any -> simulator.tokens().tenantOf(Service.QONTAK, token).orElse("nobody"));
        tallies.tenants().check(owner.equals(tenant), () -> tenant + " was given a token of " + owner);
        Optional<Instant> end = simulator.tokens().expiresAt(Service.QONTAK, token);
        tallies.expiry()
                .check(
                        end.filter(at -> at.plus(SKEW).isAfter(asked)).isPresent(),
                        () -> tenant + " asked at " + asked + " for a token that ended at " + end);
    }

    /** A broker said so; the provider knows. A connection that a person replaced meanwhile says nothing. */
    private void dead(People.Connection old, Life life, Random random) {
        boolean alive = simulator.qontak().grants().isAlive(old.tenant());
        if (people.connection(old.tenant()).filter(old::equals).isEmpty()) {
            return;
        }
        tallies.lockouts().check(!alive, () -> life + " says at " + Instant.now() + " that this is dead: " + old);
        if (over.getCount() > 0) {
            people.connectAgain(old, random);
        }
    }

    private void lookOn(String tenant, Random random) {
        while (!isOver(random)) {
            fleet.any(random).ifPresent(life -> look(life, tenant));
        }
    }

    /** One after the other for each tenant, so that what is seen later is newer. */
    private void look(Life life, String tenant) {
        try {
            HttpAnswer answer = life.broker().connection(tenant);
            if (answer.status() == 200) {
                long seen = Answers.json(answer).path("generation").longValue();
                long before = generations.merge(tenant, seen, Math::max);
                tallies.generations().check(seen >= before, () -> tenant + " was at " + before + " and is at " + seen);
            }
        } catch (UncheckedIOException e) {
            // Killed meanwhile.
        }
    }

    @Override
    public void close() {
        over.countDown();
        threads.close();
    }

    /** How long those waited whose question led to a refresh. */
    private String latency() {
        List<Long> sorted = refreshMillis.stream().sorted().toList();
        return sorted.isEmpty()
                ? "no refresh was waited for"
                : "p50 %d ms, p99 %d ms, longest %d ms"
                        .formatted(
                                sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.getLast());
    }

    @Override
    public String toString() {
        return "answers: %s tokens, %s dead, %s later, %s hung up; refresh as callers saw it: %s"
                .formatted(served, dead, later, hungUp, latency());
    }
}
