package dev.jeton.bench;

import dev.jeton.bench.load.LoadPlan;
import dev.jeton.bench.load.Rounds;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.product.RedisServer;
import dev.jeton.bench.product.Tenants;
import dev.jeton.bench.report.Table;
import dev.jeton.bench.report.Verdicts;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A cached token with a Redis behind it, three ways: from the process's own memory, read from Redis every time, and while Redis
 * is away. Beside them the cheapest route, and what redis-benchmark reads.
 */
final class RedisLoad {

    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Tenants TENANTS = new Tenants(1000);
    private static final String REDIS = "redis-benchmark GET";
    private static final String NEAR = "near cache in front of Redis";
    private static final String ALONE = "Redis only (NEAR_CACHE_SIZE=0)";
    private static final String DEGRADED = "degraded (Redis stopped)";

    /** About what an entry with a token of 200 characters is long. */
    private static final int ENTRY_BYTES = 400;

    private final LoadPlan plan;
    private final Table table =
            new Table("redis", "way", "requests/s", "of the cheapest route", "Redis commands a request");
    private final Verdicts verdicts = new Verdicts();

    private RedisLoad(LoadPlan plan) {
        this.plan = plan;
    }

    static void run(Path root, LoadPlan plan) throws IOException, InterruptedException {
        Product.build(root);
        System.out.println("asked by " + plan.client());
        RedisLoad load = new RedisLoad(plan);
        try (RedisServer reference = RedisServer.start();
                RedisProcess redis = RedisProcess.start()) {
            try (Product near = Product.serve(root, TENANTS, settings(redis, "100000"));
                    Product alone = Product.serve(root, TENANTS, settings(redis, "0"))) {
                load.measure(NEAR, near, redis);
                load.measure(ALONE, alone, redis);
                load.besideRedisBenchmark(reference, alone);
                redis.kill();
                load.measure(DEGRADED, near, redis);
            }
        }
        load.table.finish();
        load.verdicts.orFail();
    }

    private static Map<String, String> settings(RedisProcess redis, String nearCacheSize) {
        return Map.of(
                "REDIS_URL",
                redis.uri().toString(),
                "ENCRYPTION_KEYS",
                "off",
                "LOG_LEVEL",
                "warn",
                "NEAR_CACHE_SIZE",
                nearCacheSize,
                // By default every token is looked up again after 5 s: few commands a second, but more than none a hit.
                "NEAR_CACHE_TTL",
                "1h");
    }

    private void measure(String way, Product product, RedisProcess redis) throws IOException, InterruptedException {
        System.out.println();
        System.out.println(way);
        Route tokens = Routes.token(way, TENANTS, TENANTS.count());
        plan.client().requestsPerSecond(product.url(), Routes.CHEAPEST, WARM_UP);
        plan.client().requestsPerSecond(product.url(), tokens, WARM_UP);
        RedisCommands commands = new RedisCommands(redis);
        Rounds rounds = new Rounds();
        rounds.compare(Routes.CHEAPEST.name(), () -> perSecond(product, Routes.CHEAPEST));
        rounds.compare(way, () -> commands.during(plan, () -> perSecond(product, tokens)));
        rounds.run(plan.rounds()).tellRatiosTo(Routes.CHEAPEST.name());
        table.row(way, rounds.median(way), rounds.medianRatio(way, Routes.CHEAPEST.name()), commands.eachRequest());
        if (way.equals(NEAR)) {
            verdicts.check(commands.reads() == 0, commands.reads() + " commands to Redis for hits in the near cache");
        }
    }

    private double perSecond(Product product, Route route) throws IOException, InterruptedException {
        return plan.client().requestsPerSecond(product.url(), route, plan.each());
    }

    private void besideRedisBenchmark(RedisServer reference, Product alone) throws IOException, InterruptedException {
        System.out.println();
        Route tokens = Routes.token(ALONE, TENANTS, TENANTS.count());
        new Rounds()
                .compare(REDIS, () -> reference.getsPerSecond(plan.connections(), ENTRY_BYTES))
                .compare(ALONE, () -> perSecond(alone, tokens))
                .run(plan.rounds())
                .tellRatiosTo(REDIS);
    }
}
