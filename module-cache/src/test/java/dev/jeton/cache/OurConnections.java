package dev.jeton.cache;

import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;

/** The connections that a server says it has from the product; the tests' own ones carry no name. */
final class OurConnections {

    private OurConnections() {}

    static long at(RedisProcess redis) {
        String clients = String.valueOf(redis.command("CLIENT", "LIST"));
        return clients.lines().filter(client -> client.contains("name=jeton")).count();
    }

    static void awaitNoneAt(RedisProcess redis) {
        Eventually.isTrue("all connections are closed", WatchedState.PATIENCE, () -> at(redis) == 0);
    }
}
