package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.grant.Revision;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * The commands, spoken by Jedis. Each script has one key, so all of them work in a cluster too. A revision is the SHA-1 of the
 * value, made by the server: a write counts whoever it comes from.
 */
final class JedisGrantDriver implements GrantDriver {

    /** Errors are returned and not raised: a script that fails hides the server's own word for it from version 6. */
    private static final byte[] LOOK = script("""
            local now = redis.call('time')
            local size = redis.pcall('strlen', KEYS[1])
            if type(size) == 'table' then
              if string.find(size.err, 'WRONGTYPE') then return {now[1], now[2], 'another type than a string'} end
              return size
            end
            if size > LONGEST then return {now[1], now[2], 'longer than any grant'} end
            local value = redis.call('get', KEYS[1])
            if not value then return {now[1], now[2]} end
            return {now[1], now[2], '', redis.sha1hex(value), value}
            """);

    /** Ends the script where the key is not what was expected; what is longer than any grant was never seen by anybody. */
    private static final String COMPARE = """
            local size = redis.pcall('strlen', KEYS[1])
            if type(size) == 'table' then return size end
            if size > LONGEST then return false end
            local value = redis.call('get', KEYS[1])
            if (value and redis.sha1hex(value) or '') ~= ARGV[1] then return false end
            """;

    /** SET without a time to live takes away one that somebody gave the key. */
    private static final byte[] REPLACE = script(COMPARE + """
            local answer = redis.pcall('set', KEYS[1], ARGV[2])
            if answer.err then return answer end
            return redis.sha1hex(ARGV[2])
            """);

    private static final byte[] REMOVE = script(COMPARE + "return redis.pcall('del', KEYS[1])");

    private final Routes routes;
    private final RedisCalls calls;
    private final KeyPages pages;

    JedisGrantDriver(Routes routes, RedisCalls calls) {
        this.routes = routes;
        this.calls = calls;
        this.pages = new JedisKeyPages(routes, calls);
    }

    private static byte[] script(String text) {
        return text.replace("LONGEST", Integer.toString(RedisDriver.LONGEST_VALUE))
                .getBytes(UTF_8);
    }

    @Override
    public List<Look> look(List<String> keys) {
        return answers(keys).stream().map(JedisGrantDriver::look).toList();
    }

    private List<Object> answers(List<String> keys) {
        if (routes.isCluster()) {
            // A pipeline would not follow a key that has moved to another server, be it that one has failed over.
            return keys.stream()
                    .map(key -> call("read grants", key, () -> jedis().eval(LOOK, List.of(bytes(key)), List.of())))
                    .toList();
        }
        return keys.isEmpty() ? List.of() : call("read grants", keys.getFirst(), () -> pipelined(keys));
    }

    /** One round trip for all of them. */
    private List<Object> pipelined(List<String> keys) {
        try (AbstractPipeline pipeline = jedis().pipelined()) {
            List<Response<Object>> answers = keys.stream()
                    .map(key -> pipeline.eval(LOOK, List.of(bytes(key)), List.of()))
                    .toList();
            pipeline.sync();
            return answers.stream().map(Response::get).toList();
        }
    }

    private static Look look(Object answer) {
        List<?> parts = (List<?>) answer;
        if (parts.size() == 2) {
            return new Look.Nothing();
        }
        if (parts.size() == 3) {
            return new Look.Flawed(text(parts.get(2)));
        }
        Instant now =
                Instant.ofEpochSecond(Long.parseLong(text(parts.get(0))), 1_000L * Long.parseLong(text(parts.get(1))));
        try {
            // Strict: a token with a byte that was replaced would be another token.
            String json = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap((byte[]) parts.get(4)))
                    .toString();
            return new Look.Value(json, new Revision(text(parts.get(3))), now);
        } catch (CharacterCodingException e) {
            return new Look.Flawed("no UTF-8");
        }
    }

    @Override
    public Optional<Revision> replace(String key, Revision expected, byte[] next) {
        Object revision = call(
                "write a grant",
                key,
                () -> jedis().eval(REPLACE, List.of(bytes(key)), List.of(bytes(expected.text()), next)));
        return revision instanceof byte[] text ? Optional.of(new Revision(text(text))) : Optional.empty();
    }

    @Override
    public boolean remove(String key, Revision expected) {
        Object removed = call(
                "remove a grant",
                key,
                () -> jedis().eval(REMOVE, List.of(bytes(key)), List.of(bytes(expected.text()))));
        return Long.valueOf(1).equals(removed);
    }

    @Override
    public Set<HostAndPort> masters() {
        return pages.masters();
    }

    @Override
    public Page scan(HostAndPort master, String cursor, String glob) {
        return pages.scan(master, cursor, glob);
    }

    private <T> T call(String operation, String key, Callable<T> call) {
        return calls.learningFrom(operation, () -> routes.serverOf(key), call);
    }

    private UnifiedJedis jedis() {
        return routes.client();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(@Nullable Object ascii) {
        return ascii instanceof byte[] bytes ? new String(bytes, US_ASCII) : "";
    }
}
