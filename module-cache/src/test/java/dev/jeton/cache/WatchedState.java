package dev.jeton.cache;

import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.net.URI;
import java.time.Duration;

/** A state in front of a real server, with all that it has told so far. */
final class WatchedState implements AutoCloseable {

    /** Long enough for a busy machine; short enough to be told from a hang. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RedisState state;
    private final RecordingEvents events = new RecordingEvents();

    private WatchedState(URI uri, Duration timeout, int connections, Sealer sealer) {
        this(uri.toString(), timeout, connections, sealer);
    }

    private WatchedState(String url, Duration timeout, int connections, Sealer sealer) {
        RedisSettings settings = new RedisSettings(RedisAddress.of(url), timeout, connections);
        this.state = RedisState.open(settings, sealer, events, TimeSource.system());
    }

    /** For tests of what is said, where time plays no part. */
    static WatchedState patient(RedisProcess redis) {
        return patient(redis.uri());
    }

    static WatchedState patient(URI uri) {
        return new WatchedState(uri, Duration.ofSeconds(5), 16, Sealer.none());
    }

    /** For addresses that are no URI. */
    static WatchedState patient(String url) {
        return new WatchedState(url, Duration.ofSeconds(5), 16, Sealer.none());
    }

    /** With the product's timeout and pool. */
    static WatchedState hasty(String url) {
        return new WatchedState(url, Timed.TIMEOUT, RedisSettings.DEFAULT_MAX_CONNECTIONS, Sealer.none());
    }

    static WatchedState sealed(RedisProcess redis, Sealer sealer) {
        return new WatchedState(redis.uri(), Duration.ofSeconds(5), 16, sealer);
    }

    static WatchedState of(URI uri, Duration timeout, int connections) {
        return new WatchedState(uri, timeout, connections, Sealer.none());
    }

    static WatchedState of(RedisProcess redis, Duration timeout, int connections) {
        return new WatchedState(redis.uri(), timeout, connections, Sealer.none());
    }

    static WatchedState through(FaultProxy proxy, Duration timeout, int connections) {
        return new WatchedState(
                URI.create("redis://" + proxy.host() + ":" + proxy.port()), timeout, connections, Sealer.none());
    }

    SharedState shared() {
        return state;
    }

    ChangeWatch changes() {
        return state.changes();
    }

    TokenRepository tokens() {
        return state.tokens();
    }

    LockRepository locks() {
        return state.locks();
    }

    RecordingEvents events() {
        return events;
    }

    StateHealth health() {
        return state.health();
    }

    boolean isUsable() {
        return state.health().current().usable();
    }

    void awaitUsable() {
        Eventually.isTrue("the shared state is usable", PATIENCE, this::isUsable);
    }

    void awaitUnusable() {
        Eventually.isTrue("the shared state is unusable", PATIENCE, () -> !isUsable());
    }

    void awaitWatched() {
        Eventually.isTrue("changes are told", PATIENCE, changes()::isLive);
    }

    @Override
    public void close() {
        state.close();
    }

    @Override
    public String toString() {
        return "WatchedState[" + state + "]";
    }
}
