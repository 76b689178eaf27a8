package dev.jeton.bench.scale;

import dev.jeton.bench.load.Caller;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.Fleet;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.report.Quantiles;
import dev.jeton.bench.report.Table;
import dev.jeton.bench.report.Verdicts;
import dev.jeton.testkit.concurrent.Burst;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Callers who all want the same token at the same moment while nobody has it; then many tenants whom nobody knows yet. */
public final class Stampede {

    private static final Duration LATENCY = Duration.ofMillis(500);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** More than usual: callers, neighbours and processes all share the cores with what they wait for. */
    private static final Map<String, String> PATIENT =
            Map.of("REQUEST_TIMEOUT", "60s", "TENANT_SERVICE_TIMEOUT", "20s", "OAUTH_TIMEOUT", "20s");

    private static final List<Integer> PROCESSES = List.of(1, 2, 4);
    private static final List<Integer> CALLERS = List.of(1, 10, 100, 1_000, 10_000);
    private static final int TENANTS = 1_000;

    private final Fleet fleet;
    private final Verdicts verdicts = new Verdicts();
    private final Table table = new Table(
            "stampede",
            "processes",
            "callers",
            "tenants",
            "exchanges",
            "successes",
            "median ms",
            "last ms",
            "last after provider ms");

    private Stampede(Fleet fleet) {
        this.fleet = fleet;
    }

    public static void run(Path root) throws IOException, InterruptedException {
        Product.build(root);
        try (Fleet fleet = Fleet.start(root, 4, PATIENT)) {
            Stampede stampede = new Stampede(fleet);
            stampede.warmUp();
            stampede.oneKey();
            stampede.manyTenants();
            stampede.table.finish();
            stampede.verdicts.orFail();
        }
    }

    /** A process that has just begun interprets its code; what is measured is one that has served before. */
    private void warmUp() throws IOException {
        for (int i = 0; i < 10; i++) {
            fleet.genesys("warm-" + i, Duration.ofMillis(20), DAY);
            burst(4, 1_000, List.of("warm-" + i));
        }
    }

    private void oneKey() throws IOException {
        for (int processes : PROCESSES) {
            for (int callers : CALLERS) {
                String tenant = "cold-" + processes + "-" + callers;
                fleet.genesys(tenant, LATENCY, DAY);
                tell(processes, callers, List.of(tenant));
            }
        }
    }

    /** Each tenant is wanted in every process. */
    private void manyTenants() throws IOException {
        List<String> tenants = new ArrayList<>();
        for (int i = 0; i < TENANTS; i++) {
            tenants.add("many-" + i);
            fleet.genesys(tenants.getLast(), LATENCY, DAY);
        }
        tell(4, 4 * TENANTS, tenants);
    }

    private void tell(int processes, int callers, List<String> tenants) throws IOException {
        int before = fleet.exchanges();
        Burst<Long> burst = burst(processes, callers, tenants);
        Quantiles took = new Quantiles(
                burst.results().stream().mapToLong(Long::longValue).toArray());
        int exchanges = fleet.exchanges() - before;
        table.row(
                processes,
                callers,
                tenants.size(),
                exchanges,
                took.count(),
                took.millis(0.5),
                took.millis(1),
                took.millis(1) - LATENCY.toMillis());
        verdicts.check(exchanges == tenants.size(), exchanges + " exchanges for " + tenants.size() + " tenants");
        verdicts.check(
                took.count() == callers,
                took.count() + " successes of " + callers + ": "
                        + burst.failures().stream()
                                .findFirst()
                                .map(Throwable::toString)
                                .orElse(""));
    }

    /** Everybody is connected before anybody asks; how long each waited, in nanoseconds since all began. */
    private Burst<Long> burst(int processes, int callers, List<String> tenants) throws IOException {
        List<Caller> connected = new ArrayList<>();
        try {
            for (int i = 0; i < callers; i++) {
                connected.add(Caller.to(fleet.product(i % processes).url()));
            }
            return Burst.of(callers, PATIENCE, caller -> {
                Route route = Route.token(Product.SECRET, tenants.get(caller / processes % tenants.size()), "genesys");
                long started = System.nanoTime();
                String unused = connected.get(caller).ask(route);
                return System.nanoTime() - started;
            });
        } finally {
            for (Caller caller : connected) {
                caller.close();
            }
        }
    }
}
