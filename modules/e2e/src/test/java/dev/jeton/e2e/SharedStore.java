package dev.jeton.e2e;

import dev.jeton.testkit.server.PostgresProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.util.Map;

/** A store of grants that several brokers share, each on a way of its own. */
interface SharedStore extends AutoCloseable {

    String host();

    int port();

    /** What a broker is told that reaches it at {@code port}. */
    Map<String, String> settings(int port);

    @Override
    void close();

    /** A Redis that writes every change to its disk before it answers. */
    static SharedStore redis() {
        RedisProcess redis = Scene.redis("--appendonly", "yes", "--appendfsync", "always");
        return new SharedStore() {
            @Override
            public String host() {
                return redis.host();
            }

            @Override
            public int port() {
                return redis.port();
            }

            @Override
            public Map<String, String> settings(int port) {
                return Map.of(
                        "TOKEN_STORE", "redis",
                        "REDIS_URL", "redis://" + redis.host() + ":" + port,
                        "REDIS_TIMEOUT", "3s");
            }

            @Override
            public void close() {
                redis.close();
            }

            @Override
            public String toString() {
                return "Redis with AOF";
            }
        };
    }

    /** A PostgreSQL, and no Redis: the brokers share nothing else. */
    static SharedStore postgres() {
        PostgresProcess postgres;
        synchronized (Scene.STARTING) {
            postgres = PostgresProcess.start();
        }
        String url = postgres.createDatabase();
        return new SharedStore() {
            @Override
            public String host() {
                return postgres.host();
            }

            @Override
            public int port() {
                return postgres.port();
            }

            @Override
            public Map<String, String> settings(int port) {
                return Map.of(
                        "TOKEN_STORE", "jdbc",
                        "DATABASE_URL", url.replace(":" + postgres.port() + "/", ":" + port + "/"),
                        "DATABASE_USER", postgres.user(),
                        "DATABASE_PASSWORD", postgres.password());
            }

            @Override
            public void close() {
                postgres.close();
            }

            @Override
            public String toString() {
                return "PostgreSQL";
            }
        };
    }
}
