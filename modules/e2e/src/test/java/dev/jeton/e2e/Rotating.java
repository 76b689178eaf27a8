package dev.jeton.e2e;

import dev.jeton.simulator.Family;
import dev.jeton.simulator.Grants;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What tests of rotating refresh tokens say again and again: to brokers in short, and to the provider's own books. */
final class Rotating {

    static final String TYPE = "qontak";

    static final Duration LEASE = Duration.ofSeconds(6);
    static final Duration TAKEOVER_PATIENCE = Duration.ofSeconds(1);

    private final Scene scene;

    Rotating(Scene scene) {
        this.scene = scene;
    }

    /** Claims run out soon; whatever a busy machine only makes late has time enough. */
    static Map<String, String> settings(GrantKeep keep, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(keep.settings());
        settings.put("ENCRYPTION_KEYS", "off");
        settings.put("LOCK_LEASE", LEASE.toSeconds() + "s");
        settings.put("TAKEOVER_PATIENCE", TAKEOVER_PATIENCE.toSeconds() + "s");
        settings.put("OAUTH_TIMEOUT", LEASE.dividedBy(2).toSeconds() + "s");
        settings.put("TENANT_SERVICE_TIMEOUT", "10s");
        settings.put("REQUEST_TIMEOUT", "20s");
        settings.put("FORCE_REFRESH_MIN_INTERVAL", "1ms");
        settings.putAll(more);
        return settings;
    }

    /** A person connects at the provider; the first refresh token. */
    String consent(String tenant) {
        String token = scene.simulator().qontak().connect(tenant);
        return scene.canaries().register("refresh token of " + tenant, token);
    }

    /** Has a person connect, and brings the refresh token to the broker. */
    void connect(Broker broker, String tenant) {
        String token = consent(tenant);
        Eventually.isTrue(
                tenant + " is connected",
                Broker.PATIENCE,
                () -> broker.connect(tenant, token).status() == 200);
    }

    HttpAnswer ask(Broker broker, String tenant) {
        return broker.token(tenant, TYPE, "");
    }

    HttpAnswer force(Broker broker, String tenant) {
        return broker.token(tenant, TYPE, ",\"forceRefresh\":true");
    }

    /** Asks without waiting for the answer, which may never come. */
    CompletableFuture<HttpAnswer> forcing(Broker broker, String tenant) {
        return CompletableFuture.supplyAsync(
                () -> force(broker, tenant), task -> Thread.ofVirtual().start(task));
    }

    /** Asks until there is a token, or the connection is said to be dead. */
    HttpAnswer settled(Broker broker, String tenant) {
        return settled(tenant, () -> ask(broker, tenant));
    }

    /** The same with another token than the one before; on a busy machine a claim may run out before anything is sent. */
    HttpAnswer refreshed(Broker broker, String tenant) {
        return settled(tenant, () -> force(broker, tenant));
    }

    private static HttpAnswer settled(String tenant, Supplier<HttpAnswer> asking) {
        return Eventually.present(
                tenant + " is served or told to connect again",
                Broker.PATIENCE,
                () -> Optional.of(asking.get()).filter(Rotating::isSettled));
    }

    private static boolean isSettled(HttpAnswer answer) {
        return answer.status() == 200 || answer.status() == 409;
    }

    /** The generation as the broker tells it. */
    long generation(Broker broker, String tenant) {
        return Answers.json(broker.connection(tenant)).path("generation").longValue();
    }

    Grants provider() {
        return scene.simulator().qontak().grants();
    }

    /** What became of the tenant's newest connection. */
    Family family(String tenant) {
        return provider().families(tenant).getLast();
    }

    /** Nothing goes wrong at the provider any more. */
    void heal(String tenant) {
        scene.simulator().faults().clear(Service.QONTAK, tenant);
    }
}
