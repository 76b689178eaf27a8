package dev.jeton.bench.peer;

import dev.jeton.testkit.server.RedisProcess;
import java.util.List;
import redis.clients.jedis.RedisClient;

/**
 * A plain GET of a token by Jedis from a Redis on the same machine: what a program does that shares tokens and keeps none
 * itself. Less than Jeton: no expiry arithmetic, no exchange, no word about what happens when Redis is away.
 */
public final class JedisPeer implements TokenPeer {

    private static final String PREFIX = "bench:token:";

    private final RedisProcess redis = RedisProcess.start();
    private final RedisClient client =
            RedisClient.builder().hostAndPort(redis.host(), redis.port()).build();

    public JedisPeer(List<String> tenants) {
        tenants.forEach(tenant -> client.set(PREFIX + tenant, "token-of-" + tenant));
    }

    @Override
    public String token(String tenant) {
        return client.get(PREFIX + tenant);
    }

    @Override
    public void close() {
        client.close();
        redis.close();
    }
}
