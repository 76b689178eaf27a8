package dev.jeton.app.topology;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.RedisSettings;
import dev.jeton.cache.RedisState;
import dev.jeton.providers.BrokerSettings;
import dev.jeton.providers.NearSettings;
import dev.jeton.providers.TokenBroker;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.RecordingEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** A broker over a real Redis with the product's own settings, and callers who ask for tokens without end. */
final class BrokerUnderLoad implements AutoCloseable {

    static final String PROVIDER = "counting";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** So that every request goes to Redis: what is in this process no Redis can take away. */
    private static final BrokerSettings WITHOUT_NEAR_CACHE = withoutNearCache(BrokerSettings.defaults());

    private static final int CALLERS = 6;
    private static final long PAUSE_NANOS = 500_000;

    private final RecordingEvents events = new RecordingEvents();
    private final RedisState state;
    private final CountingProvider provider = new CountingProvider(PROVIDER);
    private final TokenBroker broker;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;

    BrokerUnderLoad(String url) {
        this.state = RedisState.open(RedisSettings.of(url), events, TimeSource.system());
        this.broker = TokenBroker.over(state, new FixedCredentials(Map.of("clientId", "id")))
                .providers(List.of(provider))
                .settings(WITHOUT_NEAR_CACHE)
                .events(events)
                .build();
    }

    private static BrokerSettings withoutNearCache(BrokerSettings usual) {
        return new BrokerSettings(
                usual.requestTimeout(),
                usual.exchangeTimeout(),
                usual.maxRetries(),
                usual.lockLease(),
                usual.safetyBuffer(),
                usual.refreshAhead(),
                usual.degradedLimitPerMinute(),
                usual.forceRefreshMinInterval(),
                NearSettings.OFF);
    }

    /** Has the broker get a token for each tenant, which it shares and holds from then on. */
    BrokerUnderLoad warm(List<String> tenants) {
        Burst.of(tenants.size(), i -> broker.getToken(TokenRequest.of(PROVIDER, tenants.get(i))))
                .orFail();
        return this;
    }

    /** Has some callers ask for tokens of {@code tenants} until all is over. */
    BrokerUnderLoad askFor(List<String> tenants) {
        for (int i = 0; i < CALLERS; i++) {
            callers.execute(() -> {
                while (!over) {
                    ask(tenants.get(ThreadLocalRandom.current().nextInt(tenants.size())));
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            });
        }
        return this;
    }

    /** One request, which counts like all others. */
    Call ask(String tenant) {
        Call call = asked(tenant);
        calls.add(call);
        return call;
    }

    private Call asked(String tenant) {
        long started = System.nanoTime();
        try {
            TokenAnswer answer = broker.getToken(TokenRequest.of(PROVIDER, tenant));
            String wrong = belongs(answer, tenant) ? "" : "I4 the token of another tenant";
            return new Call(tenant, started, since(started), answer.degraded(), wrong);
        } catch (RuntimeException e) {
            return new Call(tenant, started, since(started), false, e.toString());
        }
    }

    private boolean belongs(TokenAnswer answer, String tenant) {
        return provider.issues().stream()
                .anyMatch(issue -> issue.token().equals(answer.token())
                        && issue.tenant().value().equals(tenant));
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Waits for {@code more} answers than there are now. */
    void awaitCalls(int more) {
        int enough = calls.size() + more;
        Eventually.isTrue(more + " more answers", PATIENCE, () -> calls.size() >= enough);
    }

    /** Waits until each of {@code tenants} is answered out of the shared state. */
    void awaitWhole(List<String> tenants) {
        tenants.forEach(tenant -> Eventually.isTrue(tenant + " is served as ever", PATIENCE, () -> {
            Call call = ask(tenant);
            return !call.failed() && !call.degraded();
        }));
    }

    RedisState state() {
        return state;
    }

    CountingProvider provider() {
        return provider;
    }

    RecordingEvents events() {
        return events;
    }

    /** All requests so far. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Ends the callers and waits for their last answers. */
    List<Call> stop() {
        over = true;
        callers.close();
        return calls();
    }

    @Override
    public void close() {
        over = true;
        callers.close();
        broker.close();
        state.close();
    }
}
