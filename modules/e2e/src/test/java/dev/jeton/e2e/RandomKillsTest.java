package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Grants;
import dev.jeton.simulator.QontakClient;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three brokers, one store, and kill -9. What the provider's ledger says afterwards is the truth; a lockout counts as
 * explained only where nobody on the client's side could have avoided it.
 */
final class RandomKillsTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Lockouts.Patience PATIENCE =
            new Lockouts.Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(600));
    private static final Duration LIFETIME = Duration.ofSeconds(2);
    private static final int BROKERS = 3;
    private static final int TENANTS = 20;
    private static final int FEW = 12;
    private static final int MANY = 300;
    private static final int REPETITIONS = 10;
    private static final int MOST_SHOWN = 20;

    /** Small processes that start quickly, and that tell each step but not each request. */
    private static final String JAVA_OPTIONS = "-Xmx128m -XX:TieredStopAtLevel=1"
            + " -Dorg.slf4j.simpleLogger.log.jeton=debug -Dorg.slf4j.simpleLogger.log.jeton.request=warn";

    private final Simulator simulator = SCENE.simulator();
    private final Grants grants = simulator.qontak().grants();
    private final Tallies tallies = Tallies.none();

    static Stream<Arguments> stores() {
        return Stream.of(
                Arguments.of(Named.<Supplier<SharedStore>>of("Redis with AOF", SharedStore::redis)),
                Arguments.of(Named.<Supplier<SharedStore>>of("PostgreSQL", SharedStore::postgres)));
    }

    @ParameterizedTest
    @MethodSource("stores")
    @DisplayName("9 random kills over three processes: no lockout that could have been avoided, and each is flagged")
    void randomKills(Supplier<SharedStore> store) {
        storm(store, FEW);
    }

    @ParameterizedTest
    @MethodSource("stores")
    @Tag("soak")
    @DisplayName("9 three hundred of them")
    void manyRandomKills(Supplier<SharedStore> store) {
        storm(store, MANY);
    }

    private void storm(Supplier<SharedStore> starting, int kills) {
        long seed = Long.getLong("jeton.seed", new SecureRandom().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (SharedStore store = starting.get();
                Fleet fleet = Fleet.start(SCENE, BROKERS, store, settings(ClassArchive.make(SCENE)))) {
            List<String> tenants = tenants(store);
            People people = new People(simulator, fleet);
            Killer killer = new Killer(fleet, people, simulator, random);
            killer.trouble(tenants);
            tenants.forEach(tenant -> people.connect(tenant, random));
            Callers callers = new Callers(fleet, people, simulator, tallies);
            try (callers) {
                callers.askFor(tenants, random.nextLong());
                killer.kill(kills, tenants);
            }
            simulator.faults().clear();
            Autopsy autopsy = new Autopsy(simulator, fleet, PATIENCE, tallies);
            try {
                calm(fleet, tenants);
            } finally {
                // Also where a broker does not tell the truth: then most of all.
                autopsy.explain(tenants);
                people.all().forEach(autopsy::checkNotPutBack);
                report(store + ": " + killer + ", " + autopsy, callers);
            }
        }
        assertThat(tallies.all().stream().flatMap(tally -> tally.violations().stream()))
                .isEmpty();
        // On a machine that is very busy no kill may come between the journal and the commit.
        assertThat(tallies.all().stream().filter(tally -> !tally.equals(tallies.journal())))
                .allSatisfy(tally ->
                        assertThat(tally.checked()).as(tally.toString()).isPositive());
    }

    /** After the storm every broker tells the truth about every tenant, and nobody is asked about dead ones. */
    private void calm(Fleet fleet, List<String> tenants) {
        loseAnAnswer(fleet, tenants.getFirst());
        tenants.forEach(tenant -> settles(fleet, tenant));
        tenants.stream().filter(tenant -> !grants.isAlive(tenant)).forEach(tenant -> staysQuiet(fleet, tenant));
    }

    private static Map<String, String> settings(ClassArchive classes) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        String keys = "storm:" + Base64.getEncoder().encodeToString(key);
        SCENE.canaries().register("encryption key", keys.substring(keys.indexOf(':') + 1));
        return Map.of(
                "JAVA_TOOL_OPTIONS", JAVA_OPTIONS + " " + classes.option(),
                "ENCRYPTION_KEYS", keys,
                "LOCK_LEASE", PATIENCE.lease().toMillis() + "ms",
                "TAKEOVER_PATIENCE", PATIENCE.takeover().toMillis() + "ms",
                "OAUTH_TIMEOUT", PATIENCE.exchange().toMillis() + "ms");
    }

    private List<String> tenants(SharedStore store) {
        String prefix = store.toString().substring(0, 1).toLowerCase(Locale.ROOT) + System.nanoTime() % 1000;
        return IntStream.range(0, TENANTS)
                .mapToObj(number -> prefix + "-tenant-" + number)
                .peek(tenant -> simulator
                        .qontak()
                        .register(QontakClient.invented(tenant).with(QontakClient.Terms.DEFAULT.with(LIFETIME))))
                .toList();
    }

    /** However the storm went, this one dies of what no client can do anything about. */
    private void loseAnAnswer(Fleet fleet, String tenant) {
        simulator.faults().setForNext(1, Service.QONTAK, tenant, new Fault.LostAnswer());
        Eventually.isTrue("the connection dies of a lost answer", Broker.PATIENCE, () -> {
            HttpAnswer unused = fleet.alive().getFirst().broker().token(tenant, "qontak", "");
            return !grants.isAlive(tenant);
        });
    }

    /** Every broker tells the truth about the tenant in the end: a token, or that a person must connect again. */
    private void settles(Fleet fleet, String tenant) {
        for (Life life : fleet.alive()) {
            Eventually.passes(Broker.PATIENCE, () -> {
                HttpAnswer answer = life.broker().token(tenant, "qontak", "");
                if (grants.isAlive(tenant)) {
                    assertThat(Answers.token(answer).path("accessToken").isTextual())
                            .isTrue();
                } else {
                    Answers.problem(answer, 409, "REAUTHORIZATION_REQUIRED");
                }
            });
        }
    }

    private void staysQuiet(Fleet fleet, String tenant) {
        int before = grants.count(tenant);
        for (Life life : fleet.alive()) {
            for (int i = 0; i < REPETITIONS; i++) {
                Answers.problem(life.broker().token(tenant, "qontak", ""), 409, "REAUTHORIZATION_REQUIRED");
            }
        }
        assertThat(grants.count(tenant)).as("calls for a dead connection").isEqualTo(before);
    }

    private void report(String summary, Callers callers) {
        System.out.println(summary);
        System.out.println(callers);
        tallies.all().forEach(System.out::println);
        tallies.all()
                .forEach(tally -> tally.violations().stream().limit(MOST_SHOWN).forEach(System.out::println));
    }
}
