package dev.jeton.cache;

import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;

/** The connections that a server says it has from the product; the tests' own ones carry no name. */
final class OurConnections {

    private OurConnections() {}

    /** Those of the pool. */
    static long at(RedisProcess redis) {
        return named("name=jeton ", redis);
    }

    /** Those that hear of changes. */
    static long watchingAt(RedisProcess redis) {
        return named("name=jeton-watch ", redis);
    }

    static void awaitNoneAt(RedisProcess redis) {
        Eventually.isTrue(
                "all connections are closed", WatchedState.PATIENCE, () -> at(redis) + watchingAt(redis) == 0);
    }

    private static long named(String name, RedisProcess redis) {
        String clients = String.valueOf(redis.command("CLIENT", "LIST"));
        return clients.lines().filter(client -> client.contains(name)).count();
    }
}
