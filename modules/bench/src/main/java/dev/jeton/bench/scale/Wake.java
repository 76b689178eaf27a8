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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon one process acts on what another has done. A caller waits in B while A exchanges: how much later than A's caller has
 * it the token? And a token that B answers from its own memory is invalidated in A: is it served once more, and for how long?
 */
public final class Wake {

    private static final Duration LATENCY = Duration.ofMillis(60);
    private static final Duration HEAD_START = Duration.ofMillis(25);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ROUNDS = 300;

    private final Fleet fleet;
    private final Caller first;
    private final Caller second;
    private final Verdicts verdicts = new Verdicts();
    private final Table table = new Table(
            "wake",
            "subscribers",
            "rounds",
            "median ms",
            "p99 ms",
            "max ms",
            "stale in A",
            "stale in B",
            "for at most ms");

    private Wake(Fleet fleet, Caller first, Caller second) {
        this.fleet = fleet;
        this.first = first;
        this.second = second;
    }

    public static void run(Path root) throws IOException, InterruptedException, ExecutionException {
        Product.build(root);
        try (Fleet fleet = Fleet.start(root, 2, Map.of());
                Caller first = Caller.to(fleet.product(0).url());
                Caller second = Caller.to(fleet.product(1).url())) {
            Wake wake = new Wake(fleet, first, second);
            wake.lags("warm", 100);
            wake.measure("left alone", 5, 20);
            try (KilledSubscribers killed = KilledSubscribers.everySecond(fleet.redis())) {
                wake.measure("killed every second", 60, 60);
                System.out.println(killed);
            }
            wake.table.finish();
            wake.verdicts.orFail();
        }
    }

    /** The bounds, in milliseconds, are those of the median and of the 99th of a hundred. */
    private void measure(String name, int median, int most)
            throws IOException, InterruptedException, ExecutionException {
        Quantiles lag = lags(name.replace(' ', '-'), ROUNDS);
        Stale stale = staleAnswers(name.replace(' ', '-'), ROUNDS);
        table.row(
                name,
                ROUNDS,
                lag.millis(0.5),
                lag.millis(0.99),
                lag.millis(1),
                stale.here(),
                stale.there(),
                stale.longestMillis());
        verdicts.check(lag.millis(0.5) < median, name + ": median " + lag.millis(0.5) + " ms");
        verdicts.check(lag.millis(0.99) < most, name + ": p99 " + lag.millis(0.99) + " ms");
        verdicts.check(stale.here() == 0, name + ": " + stale.here() + " tokens served by who said they were invalid");
        verdicts.check(stale.longestMillis() < 60, name + ": another process served one for " + stale.longestMillis());
    }

    /** By how much the caller in B was later than the one in A; whom A's own way to its caller made the later one has 0. */
    private Quantiles lags(String name, int rounds) throws InterruptedException, ExecutionException {
        List<Long> lags = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            String tenant = name + "-" + i;
            fleet.genesys(tenant, LATENCY, DAY);
            Route route = Route.token(Product.SECRET, tenant, "genesys");
            CompletableFuture<Long> published = answered(first, route);
            LockSupport.parkNanos(HEAD_START.toNanos());
            CompletableFuture<Long> heard = answered(second, route);
            lags.add(Math.max(0, heard.get() - published.get()));
        }
        return new Quantiles(lags.stream().mapToLong(Long::longValue).toArray());
    }

    private static CompletableFuture<Long> answered(Caller caller, Route route) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                String unused = caller.ask(route);
                return System.nanoTime();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** What is served after A's answer to an invalidation: in A itself and, every other time, in B at once and until it has heard. */
    private Stale staleAnswers(String name, int rounds) throws IOException {
        int here = 0;
        int there = 0;
        long longest = 0;
        for (int i = 0; i < rounds; i++) {
            String tenant = name + "-stale-" + i;
            fleet.genesys(tenant, Duration.ZERO, DAY);
            Route route = Route.token(Product.SECRET, tenant, "genesys");
            String before = new TokenText(second.ask(route)).fingerprint();
            String unused = first.ask(route);
            unused = second.ask(route);
            unused = first.ask(Route.invalidate(Product.SECRET, tenant, "genesys"));
            if (i % 2 == 0) {
                here += isServed(before, first, route) ? 1 : 0;
            } else {
                long answered = System.nanoTime();
                for (long asked = answered; isServed(before, second, route); asked = System.nanoTime()) {
                    there++;
                    longest = Math.max(longest, asked - answered);
                }
            }
        }
        return new Stale(here, there, longest / 1e6);
    }

    private static boolean isServed(String fingerprint, Caller caller, Route route) throws IOException {
        return new TokenText(caller.ask(route)).fingerprint().equals(fingerprint);
    }

    /** Answers with a token that was invalidated; {@code longestMillis} after that the last of those in B was asked for. */
    private record Stale(int here, int there, double longestMillis) {}
}
