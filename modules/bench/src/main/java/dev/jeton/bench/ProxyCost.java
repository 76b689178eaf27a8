package dev.jeton.bench;

import dev.jeton.bench.load.Caller;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.LeanProviders;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.report.Quantiles;
import dev.jeton.bench.report.Table;
import dev.jeton.bench.report.Verdicts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How much longer a call of an API takes through the proxy than directly, by turns, on connections that stay open. */
final class ProxyCost {

    private static final int WARM_UP = 10_000;
    private static final int CALLS = 10_000;
    private static final double MOST_MILLIS = 1;

    private final Verdicts verdicts = new Verdicts();
    private final Table table = new Table(
            "proxy",
            "answer bytes",
            "calls",
            "direct p50 ms",
            "proxy p50 ms",
            "ratio of p50",
            "direct p99 ms",
            "proxy p99 ms",
            "added at p50 ms");

    private ProxyCost() {}

    static void run(Path root) throws IOException, InterruptedException {
        Product.build(root);
        ProxyCost cost = new ProxyCost();
        try (LeanProviders providers = LeanProviders.start();
                Product product = Product.serve(root, providers.settings());
                Caller direct = Caller.to(providers.url());
                Caller proxied = Caller.to(product.url())) {
            for (int bytes : List.of(LeanProviders.SMALL, LeanProviders.LARGE)) {
                cost.compare(bytes, direct, proxied);
            }
        }
        cost.table.finish();
        cost.verdicts.orFail();
    }

    private void compare(int bytes, Caller direct, Caller proxied) throws IOException {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + Product.SECRET);
        Route here = new Route("direct", "GET", "/api/" + bytes, headers, List.of());
        Route through = new Route("proxy", "GET", "/api/v1/proxy/genesys/tenant-1/" + bytes, headers, List.of());
        measure(here, direct, through, proxied, WARM_UP);
        Quantiles[] both = measure(here, direct, through, proxied, CALLS);
        double added = both[1].millis(0.5) - both[0].millis(0.5);
        table.row(
                bytes,
                CALLS,
                both[0].millis(0.5),
                both[1].millis(0.5),
                both[1].millis(0.5) / both[0].millis(0.5),
                both[0].millis(0.99),
                both[1].millis(0.99),
                added);
        verdicts.check(added < MOST_MILLIS, bytes + " bytes: the proxy adds " + added + " ms");
    }

    private static Quantiles[] measure(Route here, Caller direct, Route through, Caller proxied, int calls)
            throws IOException {
        long[] directly = new long[calls];
        long[] indirectly = new long[calls];
        for (int i = 0; i < calls; i++) {
            directly[i] = nanos(direct, here);
            indirectly[i] = nanos(proxied, through);
        }
        return new Quantiles[] {new Quantiles(directly), new Quantiles(indirectly)};
    }

    private static long nanos(Caller caller, Route route) throws IOException {
        long asked = System.nanoTime();
        String unused = caller.ask(route);
        return System.nanoTime() - asked;
    }
}
