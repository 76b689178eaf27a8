package dev.jeton.bench;

import dev.jeton.bench.load.LoadPlan;
import dev.jeton.bench.load.Rounds;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.product.RedisServer;
import dev.jeton.bench.product.Tenants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A token that every request reads from Redis again, beside what redis-benchmark reads from the same server. */
final class RedisLoad {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Tenants TENANTS = new Tenants(1000);
    private static final String REDIS = "redis-benchmark GET";

    /** About what an entry with a token of 200 characters is long. */
    private static final int ENTRY_BYTES = 400;

    private RedisLoad() {}

    static void run(Path root, LoadPlan plan) throws IOException, InterruptedException {
        Product.build(root);
        System.out.println("asked by " + plan.client());
        try (RedisServer redis = RedisServer.start();
                Product product = Product.serve(root, TENANTS, settings(redis))) {
            measure(redis, product, plan);
            System.out.println("after the load: " + product.memory());
        }
    }

    private static Map<String, String> settings(RedisServer redis) {
        return Map.of("REDIS_URL", redis.url(), "ENCRYPTION_KEYS", "off", "LOG_LEVEL", "warn");
    }

    private static void measure(RedisServer redis, Product product, LoadPlan plan)
            throws IOException, InterruptedException {
        // Requests for one tenant at the same time share one read of Redis; many tenants show what each read costs.
        List<Route> routes = List.of(
                Routes.CHEAPEST,
                Routes.token("token, one tenant", TENANTS, 1),
                Routes.token("token, " + TENANTS.count() + " tenants", TENANTS, TENANTS.count()));
        Rounds rounds = new Rounds();
        rounds.compare(REDIS, () -> redis.getsPerSecond(plan.connections(), ENTRY_BYTES));
        for (Route route : routes) {
            plan.client().requestsPerSecond(product.url(), route, WARM_UP);
            rounds.compare(route.name(), () -> plan.client().requestsPerSecond(product.url(), route, plan.each()));
        }
        rounds.run(plan.rounds()).tellRatiosTo(REDIS);
        rounds.tellRatiosTo(Routes.CHEAPEST.name());
    }
}
