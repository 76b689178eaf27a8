package dev.jeton.e2e;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.RedisProcess;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The brokers of a test class and the providers they talk to. After each test everything that any of its processes has
 * written, every error and all metrics are searched for secrets; all secrets here are canaries.
 */
final class Scene implements AfterEachCallback, AfterAllCallback {

    static final Object STARTING = new Object();

    private final Canaries canaries = new Canaries();
    private final String serviceSecret = canaries.secret("service-secret");
    private final Simulator simulator = Simulator.start();
    private final List<Broker> brokers = new CopyOnWriteArrayList<>();
    private final List<ChildProcess> others = new CopyOnWriteArrayList<>();

    Simulator simulator() {
        return simulator;
    }

    Canaries canaries() {
        return canaries;
    }

    /** What callers of its brokers show. */
    String serviceSecret() {
        return serviceSecret;
    }

    /** What a broker among these neighbours is told, changed by {@code more}. */
    Map<String, @Nullable String> environment(Map<String, String> more) {
        Map<String, @Nullable String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("INTERNAL_SERVICE_SECRET", serviceSecret);
        environment.put("GENESYS_LOGIN_URL", simulator.genesysLoginUrl());
        environment.put("GENESYS_API_URL", simulator.genesysApiUrl());
        environment.put("WHATSAPP_GRAPH_URL", simulator.graphUrl());
        environment.put("QONTAK_API_URL", simulator.qontakApiUrl());
        environment.put("TENANT_SERVICE_URL", simulator.tenantServiceUrl());
        environment.put("QONTAK_TOKEN_URL", simulator.qontakTokenUrl());
        // One process alone may have it, and the default would be made in the repository.
        environment.put("DATA_DIR", Scratch.directory("data").toString());
        environment.putAll(more);
        return environment;
    }

    /**
     * What a broker is told besides, to share the Redis at {@code uri}. It is given more time than usual: on a machine that
     * is busy with something else an answer may take longer than 250 ms, and then each process rightly goes on alone.
     */
    static Map<String, String> sharing(URI uri) {
        return sharing(uri, "off");
    }

    static Map<String, String> sharing(URI uri, String encryptionKeys) {
        return Map.of("REDIS_URL", uri.toString(), "REDIS_TIMEOUT", "3s", "ENCRYPTION_KEYS", encryptionKeys);
    }

    /**
     * A real Redis. The first one writes its executable; a process that is started at that moment would inherit the open
     * file, and nobody could execute it ("text file busy"). Hence the lock, which starting a broker takes as well.
     */
    static RedisProcess redis(String... arguments) {
        synchronized (STARTING) {
            return RedisProcess.start(arguments);
        }
    }

    /** A broker in memory. */
    Broker broker() {
        return broker(Map.of());
    }

    Broker broker(Map<String, String> settings) {
        return broker(Product.jar("serve"), settings);
    }

    Broker broker(List<String> command, Map<String, String> settings) {
        Broker broker = Broker.start(command, environment(settings));
        brokers.add(broker);
        return broker;
    }

    /** A broker that can be held at a step of a refresh. */
    Broker broker(Holds holds, Map<String, String> settings) {
        return broker(Product.classPath(HeldBroker.class, holds.directory().toString()), settings);
    }

    /** So many brokers with the same settings, started at the same time. */
    List<Broker> brokers(int count, Map<String, String> settings) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(() -> broker(settings)))
                .limit(count)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** Another process whose output is to hold no secret. */
    ChildProcess process(List<String> command, Map<String, @Nullable String> environment) {
        ChildProcess process = ChildProcess.start(command, environment, Product.ROOT);
        others.add(process);
        return process;
    }

    /** Makes a tenant known to Genesys and to the Tenant Service. */
    void genesys(String tenant) {
        simulator
                .genesys()
                .register(
                        new GenesysClient(tenant, tenant + "-client", canaries.secret("genesys-secret"), "us-east-1"));
    }

    /** Asks for a token whose provider behaves like this, and returns when the provider has been asked. */
    CompletableFuture<HttpAnswer> asking(Broker broker, String tenant, Fault fault) throws InterruptedException {
        genesys(tenant);
        simulator.faults().setForNext(1, Service.GENESYS, tenant, fault);
        CompletableFuture<HttpAnswer> answer = CompletableFuture.supplyAsync(() -> broker.token(tenant));
        simulator.ledger().awaitCount(Service.GENESYS, tenant, 1, Broker.PATIENCE);
        return answer;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (Broker broker : brokers) {
            search("the output of " + broker, broker.process());
            for (HttpAnswer refusal : broker.refusals()) {
                canaries.assertNoneIn("an answer of " + broker, refusal.text());
            }
            metrics(broker);
        }
        others.forEach(process -> search("the output of " + process, process));
        canaries.assertSearched();
    }

    private void search(String place, ChildProcess process) {
        canaries.assertNoneIn(place, String.join("\n", process.output()));
    }

    private void metrics(Broker broker) {
        if (broker.process().isAlive()) {
            try {
                canaries.assertNoneIn(
                        "the metrics of " + broker, broker.get("/metrics").text());
            } catch (UncheckedIOException e) {
                // It ends just now, as its test wanted.
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        brokers.forEach(Broker::close);
        others.forEach(ChildProcess::close);
        simulator.close();
    }
}
