package dev.jeton.bench;

import dev.jeton.bench.load.LoadPlan;
import dev.jeton.bench.load.Rounds;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.product.Tenants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cached token over HTTP, beside the cheapest route of the same process. */
final class HttpLoad {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Tenants TENANTS = new Tenants(1000);

    private HttpLoad() {}

    static void run(Path root, LoadPlan plan) throws IOException, InterruptedException {
        Product.build(root);
        System.out.println("asked by " + plan.client());
        // The default level writes a line for every token; the other one shows what that line costs.
        for (String level : List.of("info", "warn")) {
            System.out.println();
            System.out.println("LOG_LEVEL=" + level);
            try (Product product = Product.serve(root, TENANTS, Map.of("LOG_LEVEL", level))) {
                measure(product, plan);
            }
        }
    }

    private static void measure(Product product, LoadPlan plan) throws IOException, InterruptedException {
        List<Route> routes = List.of(Routes.CHEAPEST, Routes.token("POST /api/v1/token", TENANTS, TENANTS.count()));
        for (Route route : routes) {
            plan.client().requestsPerSecond(product.url(), route, WARM_UP);
        }
        Rounds rounds = new Rounds();
        List<RouteCost> costs = new ArrayList<>();
        for (Route route : routes) {
            RouteCost cost = new RouteCost(route, product);
            rounds.compare(route.name(), () -> cost.measure(plan));
            costs.add(cost);
        }
        rounds.run(plan.rounds()).tellRatiosTo(Routes.CHEAPEST.name());
        costs.forEach(System.out::println);
        System.out.println("after the load: " + product.memory());
    }
}
