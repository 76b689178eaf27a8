package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** The commands, spoken by Jedis. */
final class JedisDriver implements RedisDriver {

    /** A value of another type equals nothing; every other error is the caller's to hear. */
    private static final byte[] DELETE_IF_EQUAL = """
            local value = redis.pcall('get', KEYS[1])
            if value == ARGV[1] then return redis.call('del', KEYS[1]) end
            if type(value) == 'table' and not string.find(value.err, 'WRONGTYPE') then return value end
            return 0
            """.getBytes(UTF_8);

    private final Routes routes;
    private final RedisCalls calls;

    JedisDriver(Routes routes, RedisCalls calls) {
        this.routes = routes;
        this.calls = calls;
    }

    @Override
    public byte[] get(String key) {
        // A range, not GET: whatever somebody else put under our key, we never read more than this.
        Callable<byte[]> reading = () -> jedis().getrange(key.getBytes(UTF_8), 0, LONGEST_VALUE);
        return routes.isPatient()
                ? calls.readingHere("get", () -> routes.serverOf(key), reading)
                : call("get", key, reading);
    }

    @Override
    public void set(String key, byte[] value, Duration ttl) {
        SetParams params = SetParams.setParams().px(ttl.toMillis());
        call("set", key, () -> jedis().set(key.getBytes(UTF_8), value, params));
    }

    @Override
    public boolean setIfAbsent(String key, byte[] value, Duration ttl) {
        SetParams params = SetParams.setParams().nx().px(ttl.toMillis());
        return calls.isPresent(
                "setIfAbsent", () -> routes.serverOf(key), () -> jedis().set(key.getBytes(UTF_8), value, params));
    }

    @Override
    public boolean isKnownToBeAway(String key) {
        return routes.serverOf(key).isKnownToBeGone();
    }

    @Override
    public boolean delete(String key) {
        return call("delete", key, () -> jedis().del(key.getBytes(UTF_8))) > 0;
    }

    @Override
    public boolean deleteIfEqual(String key, byte[] expected) {
        Object deleted = call(
                "deleteIfEqual",
                key,
                () -> jedis().eval(DELETE_IF_EQUAL, List.of(key.getBytes(UTF_8)), List.of(expected)));
        return Long.valueOf(1).equals(deleted);
    }

    private <T> T call(String operation, String key, Callable<T> call) {
        return calls.learningFrom(operation, () -> routes.serverOf(key), call);
    }

    private UnifiedJedis jedis() {
        return routes.client();
    }
}
