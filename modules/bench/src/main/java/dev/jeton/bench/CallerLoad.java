package dev.jeton.bench;

import dev.jeton.bench.load.LoadPlan;
import dev.jeton.bench.load.Rounds;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.product.Tenants;
import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What it costs the token route that its caller shows an API token or a JWT in the place of the service secret. */
final class CallerLoad {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Tenants TENANTS = new Tenants(1000);
    private static final int USERS = 1000;
    private static final String BY_SECRET = "service secret";

    /** A key of zeros seals nothing worth sealing. */
    private static final String KEYS = "bench:" + Base64.getEncoder().encodeToString(new byte[32]);

    private CallerLoad() {}

    static void run(Path root, LoadPlan plan) throws IOException, InterruptedException {
        Product.build(root);
        System.out.println("asked by " + plan.client());
        Map<String, String> settings = Map.of(
                "ENCRYPTION_KEYS",
                KEYS,
                "ACCESS_TOKEN_TTL",
                "6h",
                "CALLERS_FILE",
                callersFile().toString());
        try (Product product = Product.serve(root, TENANTS, settings);
                ProductClient client = new ProductClient(product)) {
            measure(product, plan, credentials(client));
            warmUp(client);
        }
    }

    private static Path callersFile() throws IOException {
        Path file = Scratch.directory("bench-callers").resolve("callers.json");
        return Files.writeString(file, """
                {"callers": [{"name": "bench", "issuer": "jeton", "claim": "sub", "value": "bench",
                              "actions": ["token:read"], "types": ["*"], "tenants": ["tenant-*"]}]}
                """);
    }

    private static Map<String, String> credentials(ProductClient client) throws IOException, InterruptedException {
        String apiToken = client.post(
                "/api/v1/identity/users/bench/tokens",
                "{\"actions\":[\"token:read\"],\"types\":[\"*\"],\"tenants\":[\"tenant-*\"]}",
                "token");
        String jwt = client.post("/api/v1/identity/users/bench/sessions", "{}", "accessToken");
        return Map.of(BY_SECRET, Product.SECRET, "API token", apiToken, "JWT", jwt);
    }

    private static void measure(Product product, LoadPlan plan, Map<String, String> credentials)
            throws IOException, InterruptedException {
        Rounds rounds = new Rounds();
        List<RouteCost> costs = new ArrayList<>();
        for (String name : List.of(BY_SECRET, "API token", "JWT")) {
            Route route = Route.post(
                    name, "/api/v1/token", "Bearer " + credentials.get(name), TENANTS.requests(TENANTS.count()));
            plan.client().requestsPerSecond(product.url(), route, WARM_UP);
            RouteCost cost = new RouteCost(route, product);
            rounds.compare(name, () -> cost.measure(plan));
            costs.add(cost);
        }
        rounds.run(plan.rounds()).tellRatiosTo(BY_SECRET);
        costs.forEach(System.out::println);
    }

    /** From SQLite into memory, with nothing else to do. */
    private static void warmUp(ProductClient client) throws IOException, InterruptedException {
        for (int user = 0; user < USERS; user++) {
            client.post("/api/v1/identity/users/user-" + user + "/tokens", "{}", "token");
        }
        String ids = IntStream.range(0, USERS)
                .mapToObj(user -> "\"user-" + user + "\"")
                .collect(Collectors.joining(","));
        long begin = System.nanoTime();
        String rows = client.post("/api/v1/identity/warm-up", "{\"userIds\":[" + ids + "]}", "rows");
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "warm-up: %d users, %s rows, %,.0f users/s%n", USERS, rows, USERS / seconds);
    }
}
