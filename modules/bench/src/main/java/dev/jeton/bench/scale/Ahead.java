package dev.jeton.bench.scale;

import dev.jeton.bench.load.Caller;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.load.TokenText;
import dev.jeton.bench.product.Fleet;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.report.Quantiles;
import dev.jeton.bench.report.Table;
import dev.jeton.bench.report.Verdicts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A token that lives for seconds, a slow provider, two processes, a call every 20 ms: who waits, after the first call? */
public final class Ahead {

    private static final String TENANT = "short-lived";
    private static final Duration LIFETIME = Duration.ofSeconds(6);
    private static final Duration LATENCY = Duration.ofMillis(400);
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final int WARM_TENANTS = 300;
    private static final Duration LONGEST = Duration.ofMillis(100);

    /**
     * The least time between two exchanges: the life counts from the request, half of it is the margin of such a short one,
     * and a tenth of the margin is jitter ({@code TtlPolicy}).
     */
    private static final Duration SHORTEST_BETWEEN = Duration.ofMillis(2_920);

    private final Fleet fleet;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waited = new AtomicInteger();

    private Ahead(Fleet fleet) {
        this.fleet = fleet;
    }

    public static void run(Path root) throws IOException, InterruptedException, ExecutionException {
        Product.build(root);
        try (Fleet fleet = Fleet.start(root, 2, Map.of())) {
            fleet.genesys(TENANT, LATENCY, LIFETIME);
            for (int i = 0; i < WARM_TENANTS; i++) {
                fleet.genesys("warm-" + i, Duration.ZERO, Duration.ofDays(1));
            }
            new Ahead(fleet).measure();
        }
    }

    private void measure() throws IOException, InterruptedException, ExecutionException {
        warmUp();
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService callers =
                Executors.newFixedThreadPool(fleet.products().size())) {
            List<Callable<List<Long>>> work = new ArrayList<>();
            fleet.products().forEach(product -> work.add(() -> call(product)));
            for (Future<List<Long>> each : callers.invokeAll(work)) {
                nanos.addAll(each.get());
            }
        }
        tell(new Quantiles(nanos.stream().mapToLong(Long::longValue).toArray()));
    }

    /** Every way of a request: fresh in the first process, from Redis in the second, then from their own memory. */
    private void warmUp() throws IOException {
        for (Product product : fleet.products()) {
            try (Caller caller = Caller.to(product.url())) {
                for (int i = 0; i < 10 * WARM_TENANTS; i++) {
                    String unused = caller.ask(Route.token(Product.SECRET, "warm-" + i % WARM_TENANTS, "genesys"));
                }
            }
        }
    }

    /** All calls but the first, in nanoseconds each. */
    private List<Long> call(Product product) throws IOException {
        List<Long> nanos = new ArrayList<>();
        Route route = Route.token(Product.SECRET, TENANT, "genesys");
        try (Caller caller = Caller.to(product.url())) {
            tokens.add(new TokenText(caller.ask(route)).fingerprint());
            long started = System.nanoTime();
            for (long due = started; due - started < LONG.toNanos(); due += EVERY.toNanos()) {
                LockSupport.parkNanos(due - System.nanoTime());
                long asked = System.nanoTime();
                String answer = caller.ask(route);
                long took = System.nanoTime() - asked;
                nanos.add(took);
                look(new TokenText(answer), took, asked - started);
            }
        }
        return nanos;
    }

    private void look(TokenText token, long nanos, long sinceBegin) {
        if (nanos > LONGEST.toNanos()) {
            System.out.printf(
                    "%d ms, %d ms after the beginning: %s from %s%n",
                    nanos / 1_000_000, sinceBegin / 1_000_000, token.fingerprint(), token.source());
        }
        tokens.add(token.fingerprint());
        if (token.source().equals("fresh")) {
            waited.incrementAndGet();
        }
    }

    private void tell(Quantiles took) throws IOException {
        int exchanges = fleet.exchanges(TENANT);
        long most = LONG.dividedBy(SHORTEST_BETWEEN) + 2;
        new Table(
                        "ahead",
                        "calls",
                        "median ms",
                        "p99 ms",
                        "max ms",
                        "waited for the provider",
                        "exchanges",
                        "tokens seen",
                        "exchanges at most")
                .row(
                        took.count(),
                        took.millis(0.5),
                        took.millis(0.99),
                        took.millis(1),
                        waited.get(),
                        exchanges,
                        tokens.size(),
                        most)
                .finish();
        Verdicts verdicts = new Verdicts();
        verdicts.check(waited.get() == 0, waited.get() + " calls waited for the provider");
        verdicts.check(
                took.millis(1) < LONGEST.toMillis(), "nobody waits: the longest call took " + took.millis(1) + " ms");
        verdicts.check(took.millis(0.99) < 5, "of a hundred calls one took " + took.millis(0.99) + " ms");
        verdicts.check(exchanges <= most, exchanges + " exchanges, and there were " + most + " lifetimes");
        // The last one may have come when nobody asked any more.
        verdicts.check(exchanges - tokens.size() <= 1, exchanges + " exchanges for " + tokens.size() + " tokens");
        verdicts.orFail();
    }
}
