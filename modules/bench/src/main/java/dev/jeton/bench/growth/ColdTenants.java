package dev.jeton.bench.growth;

import dev.jeton.bench.load.Crowd;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.LeanProviders;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.report.Table;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How many tenants a second can be given their first token: credentials, exchange, lock and all. */
final class ColdTenants {

    private static final Duration EACH = Duration.ofSeconds(4);

    private final LeanProviders providers;
    private final AtomicInteger next = new AtomicInteger();
    private final Table table = new Table("growth-cold", "state", "callers", "tenants/s");

    private ColdTenants(LeanProviders providers) {
        this.providers = providers;
    }

    static void run(Path root) throws IOException, InterruptedException {
        try (LeanProviders providers = LeanProviders.start();
                RedisProcess redis = RedisProcess.start()) {
            ColdTenants cold = new ColdTenants(providers);
            cold.measure(root, "in memory", Map.of());
            cold.measure(root, "Redis", Map.of("REDIS_URL", redis.uri().toString(), "ENCRYPTION_KEYS", "off"));
            cold.table.finish();
        }
    }

    private void measure(Path root, String name, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(providers.settings());
        settings.put("LOG_LEVEL", "warn");
        settings.put("REDIS_TIMEOUT", "3s");
        settings.putAll(more);
        try (Product product = Product.serve(root, settings)) {
            double unused = perSecond(product, 64);
            for (int callers : List.of(1, 4, 16, 64, 256)) {
                table.row(name, callers, perSecond(product, callers));
            }
        }
    }

    private double perSecond(Product product, int callers) throws IOException, InterruptedException {
        try (Crowd crowd = Crowd.of(callers, List.of(product.url()))) {
            int before = next.get();
            long end = System.nanoTime() + EACH.toNanos();
            crowd.all(caller -> {
                while (System.nanoTime() < end) {
                    String unused =
                            caller.ask(Route.token(Product.SECRET, "tenant-" + next.getAndIncrement(), "genesys"));
                }
                return callers;
            });
            return (next.get() - before) / (double) EACH.toSeconds();
        }
    }
}
