package dev.jeton.cache;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Resealing;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.server.RedisProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The grants in a real server, with all that they have told so far. */
final class WatchedGrants implements AutoCloseable, GrantStore {

    static final String PREFIX = RedisGrantSettings.DEFAULT.keyPrefix();

    private final RecordingEvents events = new RecordingEvents();
    private final RedisState state;
    private final GrantStore grants;
    private final Resealing resealing;

    private WatchedGrants(String url, Duration timeout, RedisGrantSettings settings, Sealer sealer) {
        this.state = RedisState.open(new RedisSettings(RedisAddress.of(url), timeout, 16), events, TimeSource.system());
        this.grants = state.grants(settings, sealer, events);
        this.resealing = state.grantResealing(settings, sealer, events);
    }

    /** For tests of what is said, where time plays no part. */
    static WatchedGrants patient(RedisProcess redis) {
        return patient(redis, RedisGrantSettings.DEFAULT, Sealer.none());
    }

    static WatchedGrants patient(String url) {
        return new WatchedGrants(url, Duration.ofSeconds(5), RedisGrantSettings.DEFAULT, Sealer.none());
    }

    static WatchedGrants patient(RedisProcess redis, RedisGrantSettings settings, Sealer sealer) {
        return new WatchedGrants(redis.uri().toString(), Duration.ofSeconds(5), settings, sealer);
    }

    static WatchedGrants prefixed(RedisProcess redis, String prefix) {
        return patient(
                redis, new RedisGrantSettings(prefix, RedisGrantSettings.DEFAULT.accessTokenTtl()), Sealer.none());
    }

    /** With the product's timeout. */
    static WatchedGrants hasty(URI uri) {
        return new WatchedGrants(uri.toString(), Timed.TIMEOUT, RedisGrantSettings.DEFAULT, Sealer.none());
    }

    RecordingEvents events() {
        return events;
    }

    Resealing resealing() {
        return resealing;
    }

    /** The revision of {@code grant} now that it is stored as the first one. */
    Revision insert(TokenKey key, Grant grant) {
        return grants.replace(key, Revision.NONE, grant).orElseThrow();
    }

    /** What is there; the caller closes it. */
    StoredGrant get(TokenKey key) {
        return grants.find(key).orElseThrow();
    }

    @Override
    public Optional<StoredGrant> find(TokenKey key) {
        return grants.find(key);
    }

    @Override
    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
        return grants.replace(key, expected, next);
    }

    @Override
    public boolean remove(TokenKey key, Revision expected) {
        return grants.remove(key, expected);
    }

    @Override
    public List<GrantStatus> list() {
        return grants.list();
    }

    @Override
    public Locality locality() {
        return grants.locality();
    }

    @Override
    public void close() {
        state.close();
    }

    @Override
    public String toString() {
        return "WatchedGrants[" + grants + "]";
    }
}
