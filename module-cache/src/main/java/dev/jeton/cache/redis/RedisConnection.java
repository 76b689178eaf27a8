package dev.jeton.cache.redis;

import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.RedisGrantSettings;
import dev.jeton.cache.RedisSettings;
import dev.jeton.cache.values.ByteValues;
import dev.jeton.cache.values.ValueWatch;
import java.util.EnumSet;
import java.util.Set;

/** The connections to the servers of one Redis, the drivers, and the watches over their health and their keys. */
public final class RedisConnection implements AutoCloseable {

    private final RedisSettings settings;
    private final RedisServers servers;
    private final RedisCalls calls;
    private final RedisNodes nodes;
    private final RedisHealth health;
    private final RedisDriver driver;
    private final GrantDriver grantDriver;
    private final ByteValues values;
    private final RedisWatch watch;
    private final ChangeWatch changes;
    private final ValueWatch valueChanges;

    /**
     * Which keys of it are used, and so watched; nobody else's are.
     *
     * @param tokens how those of tokens are spelled
     * @param values where the cache service keeps some
     */
    public record Keys(TokenNames tokens, Set<CacheSpace> values) {

        /** The broker's. */
        public static final Keys BROKER = new Keys(TokenNames.OWN, EnumSet.allOf(CacheSpace.class));

        public Keys {
            values = Set.copyOf(values);
        }
    }

    private RedisConnection(RedisSettings settings, Keys keys, TokenEvents events, TimeSource time) {
        this.settings = settings;
        JedisConfigs configs = new JedisConfigs(settings);
        this.servers = RedisServers.of(settings.address().topology(), configs);
        this.calls = new RedisCalls(settings.timeout());
        this.watch = new RedisWatch(servers::masters, configs.connection("jeton-watch"), events, time);
        this.nodes = new RedisNodes(servers, calls, settings.maxConnections(), watch::look, time);
        this.health = new RedisHealth(nodes, keys.tokens(), events);
        this.driver = new JedisDriver(nodes, calls);
        this.grantDriver = new JedisGrantDriver(nodes, calls);
        this.values = new JedisValues(nodes, calls);
        this.changes = TokenChanges.heardBy(watch, keys.tokens());
        this.valueChanges = ValueChanges.heardBy(watch, keys.values());
    }

    /** Waits a timeout at most to learn where the servers are, and another one to learn whether they can be used. */
    public static RedisConnection open(RedisSettings settings, Keys keys, TokenEvents events, TimeSource time) {
        RedisConnection connection = new RedisConnection(settings, keys, events, time);
        connection.health.start();
        connection.watch.start();
        return connection;
    }

    public RedisDriver driver() {
        return driver;
    }

    /** The grants that are kept behind this connection; closing it ends them too. */
    public RedisGrants grants(RedisGrantSettings grants, Sealer sealer, TokenEvents events) {
        return new RedisGrants(grantDriver, grants, sealer, events);
    }

    /** The same grants, to be sealed again. */
    public RedisGrantResealing grantResealing(RedisGrantSettings grants, Sealer sealer, TokenEvents events) {
        return new RedisGrantResealing(grantDriver, grants, sealer, events);
    }

    public ChangeWatch changes() {
        return changes;
    }

    /** What the cache service keeps. */
    public ByteValues values() {
        return values;
    }

    /** Tells of those; whoever listens to it hears as long as this is open. */
    public ValueWatch valueChanges() {
        return valueChanges;
    }

    public StateHealth health() {
        return health;
    }

    @Override
    public void close() {
        watch.close();
        nodes.close();
        calls.close();
        servers.close();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
