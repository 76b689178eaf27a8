package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
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

    private final UnifiedJedis jedis;
    private final RedisCalls calls;

    JedisDriver(UnifiedJedis jedis, RedisCalls calls) {
        this.jedis = jedis;
        this.calls = calls;
    }

    @Override
    public byte[] get(String key) {
        // A range, not GET: whatever somebody else put under our key, we never read more than this.
        return calls.learningFrom("get", () -> jedis.getrange(key.getBytes(UTF_8), 0, LONGEST_VALUE));
    }

    @Override
    public void set(String key, byte[] value, Duration ttl) {
        SetParams params = SetParams.setParams().px(ttl.toMillis());
        calls.learningFrom("set", () -> jedis.set(key.getBytes(UTF_8), value, params));
    }

    @Override
    public boolean setIfAbsent(String key, byte[] value, Duration ttl) {
        SetParams params = SetParams.setParams().nx().px(ttl.toMillis());
        return calls.isPresent("setIfAbsent", () -> jedis.set(key.getBytes(UTF_8), value, params));
    }

    @Override
    public boolean delete(String key) {
        return calls.learningFrom("delete", () -> jedis.del(key.getBytes(UTF_8))) > 0;
    }

    @Override
    public boolean deleteIfEqual(String key, byte[] expected) {
        Object deleted = calls.learningFrom(
                "deleteIfEqual", () -> jedis.eval(DELETE_IF_EQUAL, List.of(key.getBytes(UTF_8)), List.of(expected)));
        return Long.valueOf(1).equals(deleted);
    }
}
