package dev.jeton.bench.product;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processes of the product behind one Redis, among simulated neighbours. */
public final class Fleet implements AutoCloseable {

    private final Simulator simulator = Simulator.start();
    private final RedisProcess redis = RedisProcess.start();
    private final List<Product> products = new ArrayList<>();

    private Fleet() {}

    /** So many processes, each with {@code settings}; all listen on return. */
    public static Fleet start(Path root, int size, Map<String, String> settings) throws IOException {
        Fleet fleet = new Fleet();
        Map<String, String> all = new HashMap<>(fleet.neighbours());
        all.putAll(settings);
        for (int i = 0; i < size; i++) {
            fleet.products.add(Product.serve(root, all));
        }
        return fleet;
    }

    /** Redis is given more time than usual: clients, simulator and all processes share the cores. */
    private Map<String, String> neighbours() {
        return Map.of(
                "REDIS_URL",
                redis.uri().toString(),
                "REDIS_TIMEOUT",
                "3s",
                "ENCRYPTION_KEYS",
                "off",
                "GENESYS_LOGIN_URL",
                simulator.genesysLoginUrl(),
                "TENANT_SERVICE_URL",
                simulator.tenantServiceUrl(),
                "LOG_LEVEL",
                "warn");
    }

    /** Makes a tenant known whose provider answers after {@code latency} with tokens that live for {@code lifetime}. */
    public void genesys(String tenant, Duration latency, Duration lifetime) {
        simulator.genesys().register(GenesysClient.invented(tenant, "us-east-1").withLifetime(lifetime));
        if (latency.isPositive()) {
            simulator.faults().set(Service.GENESYS, tenant, new Fault.Latency(latency));
        }
    }

    /** How often the provider was asked for a token of {@code tenant}. */
    public int exchanges(String tenant) {
        return simulator.ledger().count(Service.GENESYS, tenant);
    }

    public int exchanges() {
        return simulator.ledger().count(Service.GENESYS);
    }

    public RedisProcess redis() {
        return redis;
    }

    public List<Product> products() {
        return products;
    }

    /** One of them for each {@code index}, in turn. */
    public Product product(int index) {
        return products.get(index % products.size());
    }

    @Override
    public void close() {
        products.forEach(Product::close);
        redis.close();
        simulator.close();
    }
}
