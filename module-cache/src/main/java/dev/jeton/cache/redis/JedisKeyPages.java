package dev.jeton.cache.redis;

import java.util.List;
import java.util.Set;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Pages by {@code SCAN}, which blocks no server, spoken by Jedis. */
final class JedisKeyPages implements KeyPages {

    private static final int KEYS_PER_PAGE = 500;
    private static final CommandObjects COMMANDS = new CommandObjects(RedisProtocol.RESP2);

    private final Routes routes;
    private final RedisCalls calls;

    JedisKeyPages(Routes routes, RedisCalls calls) {
        this.routes = routes;
        this.calls = calls;
    }

    @Override
    public Set<HostAndPort> masters() {
        return routes.masters();
    }

    @Override
    public Page scan(HostAndPort master, String cursor, String glob) {
        ScanParams params = new ScanParams().match(glob).count(KEYS_PER_PAGE);
        ScanResult<String> found = calls.learningFrom("list keys", () -> routes.server(master), () -> {
            try (Connection connection = routes.connection(master)) {
                return connection.executeCommand(COMMANDS.scan(cursor, params));
            }
        });
        return new Page(List.copyOf(found.getResult()), found.getCursor());
    }
}
