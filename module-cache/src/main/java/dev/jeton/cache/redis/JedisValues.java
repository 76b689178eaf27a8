package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.cache.values.ByteValues;
import dev.jeton.cache.values.Marker;
import dev.jeton.cache.values.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/** Values in Redis, each under its own name and, unless somebody else has put it there, with a time to live. */
final class JedisValues implements ByteValues {

    private static final Duration NO_END = Duration.ofDays(1);
    private static final byte[] YES = {'1'};
    private static final byte[] NO = {'0'};

    private final Routes routes;
    private final RedisCalls calls;

    JedisValues(Routes routes, RedisCalls calls) {
        this.routes = routes;
        this.calls = calls;
    }

    @Override
    public boolean isAway(CacheKey key) {
        return routes.serverOf(key.name()).isKnownToBeGone();
    }

    @Override
    public Optional<Stored> find(CacheKey key) {
        try {
            return eval("read a value", key, ValueScripts.FIND) instanceof List<?> parts
                    ? Optional.of(new Stored((byte[]) parts.get(1), left((Long) parts.get(0))))
                    : Optional.empty();
        } catch (RedisDriver.WrongType e) {
            return Optional.of(Stored.foreign());
        }
    }

    private static Duration left(long millis) {
        return millis < 0 ? NO_END : Duration.ofMillis(millis);
    }

    @Override
    public void set(CacheKey key, byte[] value, Duration ttl) {
        SetParams params = SetParams.setParams().px(ttl.toMillis());
        call("write a value", key, () -> routes.client().set(bytes(key), value, params));
    }

    @Override
    public boolean setIfAbsent(CacheKey key, byte[] value, Duration ttl) {
        byte[] yields = Marker.is(value) ? YES : NO;
        return isOne(eval("add a value", key, ValueScripts.SET_IF_ABSENT, value, millis(ttl), yields));
    }

    @Override
    public boolean replaceIfEqual(CacheKey key, byte[] expected, byte[] value, Duration ttl) {
        return isOne(eval("replace a value", key, ValueScripts.REPLACE_IF_EQUAL, expected, value, millis(ttl)));
    }

    @Override
    public boolean delete(CacheKey key) {
        return isOne(eval("delete a value", key, ValueScripts.DELETE));
    }

    @Override
    public long increment(CacheKey key, Duration ttl) {
        return eval("count", key, ValueScripts.INCREMENT, millis(ttl)) instanceof Long count ? count : 0;
    }

    @Override
    public void walk(CachePattern pattern, Consumer<List<CacheKey>> visitor) {
        // A pattern has neither brackets nor backslashes, so it means to the server what it means to us.
        new KeyWalk(new JedisKeyPages(routes, calls), pattern.glob())
                .names(names -> visitor.accept(names.stream()
                        .flatMap(name -> CacheKey.named(name).stream())
                        .toList()));
    }

    private static boolean isOne(@Nullable Object answer) {
        return Long.valueOf(1).equals(answer);
    }

    private @Nullable Object eval(String operation, CacheKey key, byte[] script, byte[]... arguments) {
        return call(
                        operation,
                        key,
                        () -> Optional.ofNullable(
                                routes.client().eval(script, List.of(bytes(key)), List.of(arguments))))
                .orElse(null);
    }

    private <T> T call(String operation, CacheKey key, Callable<T> call) {
        if (isAway(key)) {
            // Whoever tries waits a timeout, and there is nothing to learn: pings will tell when it is back.
            throw new CacheUnavailable("the shared cache is known to be away", null, null);
        }
        return calls.learningFrom(operation, () -> routes.serverOf(key.name()), call);
    }

    private static byte[] millis(Duration ttl) {
        return Long.toString(ttl.toMillis()).getBytes(US_ASCII);
    }

    private static byte[] bytes(CacheKey key) {
        return key.name().getBytes(US_ASCII);
    }

    @Override
    public String toString() {
        return "JedisValues";
    }
}
