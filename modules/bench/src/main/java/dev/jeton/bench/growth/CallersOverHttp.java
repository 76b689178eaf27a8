package dev.jeton.bench.growth;

import dev.jeton.bench.load.Caller;
import dev.jeton.bench.load.Crowd;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.LeanProviders;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.report.Quantiles;
import dev.jeton.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Cached tokens for ever more callers, each on its own connection, asking again as soon as it is answered. */
final class CallersOverHttp {

    private static final Duration EACH = Duration.ofSeconds(4);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final List<Route> ROUTES =
            List.of(Route.get("GET /health/live", "/health/live"), Route.token(Product.SECRET, "tenant-1", "genesys"));

    private CallersOverHttp() {}

    static void run(Path root) throws IOException, InterruptedException {
        Table table = new Table("growth-callers", "route", "callers", "requests/s", "median ms", "p99 ms");
        try (LeanProviders providers = LeanProviders.start();
                Product product = Product.serve(root, settings(providers))) {
            for (Route route : ROUTES) {
                ask(product, route, 16, WARM_UP);
            }
            for (int callers = 1; callers <= 10_000; callers *= 10) {
                for (Route route : ROUTES) {
                    Quantiles took = ask(product, route, callers, EACH);
                    double perSecond = took.count() / (double) EACH.toSeconds();
                    table.row(route.name(), callers, perSecond, took.millis(0.5), took.millis(0.99));
                }
            }
        }
        table.finish();
    }

    private static Map<String, String> settings(LeanProviders providers) {
        Map<String, String> settings = new HashMap<>(providers.settings());
        settings.put("LOG_LEVEL", "warn");
        return settings;
    }

    private static Quantiles ask(Product product, Route route, int callers, Duration time)
            throws IOException, InterruptedException {
        try (Crowd crowd = Crowd.of(callers, List.of(product.url()))) {
            long end = System.nanoTime() + time.toNanos();
            List<long[]> nanos = crowd.all(caller -> visit(caller, route, end));
            return new Quantiles(nanos.stream().flatMapToLong(LongStream::of).toArray());
        }
    }

    private static long[] visit(Caller caller, Route route, long end) throws IOException {
        long[] nanos = new long[1024];
        int count = 0;
        for (long started = System.nanoTime(); started < end; started = System.nanoTime()) {
            String unused = caller.ask(route);
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = System.nanoTime() - started;
        }
        return Arrays.copyOf(nanos, count);
    }
}
