package dev.jeton.e2e;

import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.server.PostgresProcess;
import dev.jeton.testkit.server.RedisProcess;
import dev.jeton.testkit.server.VaultFault;
import dev.jeton.testkit.server.VaultStub;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where grants are kept in a test: real servers, with something in front of those across the network that can cut them off. */
sealed interface GrantKeep extends AutoCloseable {

    /** What a broker is told to keep its grants there. */
    Map<String, String> settings();

    /** Nobody who was given {@link #settings} reaches it any more. */
    default void cutOff() {
        throw new UnsupportedOperationException(this + " is no server");
    }

    /** It is reached again. */
    default void reconnect() {
        throw new UnsupportedOperationException(this + " is no server");
    }

    @Override
    default void close() {}

    /** A file in the data directory of the process. */
    record Sqlite() implements GrantKeep {
        @Override
        public Map<String, String> settings() {
            return Map.of("TOKEN_STORE", "jdbc");
        }
    }

    /** One connection, whose refresh token is in a file. */
    record Environment(String tenant, Path file) implements GrantKeep {
        Environment(String tenant) {
            this(tenant, Scratch.directory("env").resolve("refresh-token"));
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("TOKEN_STORE", "env", "QONTAK_TENANT", tenant, "QONTAK_REFRESH_TOKEN_FILE", file.toString());
        }
    }

    /** A database of its own in a real PostgreSQL that may be shared by many. */
    record Postgres(PostgresProcess server, String url, FaultProxy proxy) implements GrantKeep {
        /** The server of all tests that leave it alone, started when it is first needed. */
        private static final class Shared {
            static final PostgresProcess SERVER = PostgresProcess.start();
        }

        static Postgres shared() {
            return in(Shared.SERVER);
        }

        static Postgres in(PostgresProcess server) {
            FaultProxy proxy = FaultProxy.inFrontOf(server.host(), server.port());
            String direct = server.host() + ":" + server.port();
            String url = server.createDatabase().replace(direct, proxy.host() + ":" + proxy.port());
            return new Postgres(server, url, proxy);
        }

        /** Another way to the same database, to be cut off by itself. */
        Postgres anotherWay() {
            FaultProxy other = FaultProxy.inFrontOf(server.host(), server.port());
            return new Postgres(server, url.replace(":" + proxy.port() + "/", ":" + other.port() + "/"), other);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "TOKEN_STORE",
                    "jdbc",
                    "DATABASE_URL",
                    url,
                    "DATABASE_USER",
                    server.user(),
                    "DATABASE_PASSWORD",
                    server.password());
        }

        @Override
        public void cutOff() {
            proxy.set(new Fault.Refuse());
        }

        @Override
        public void reconnect() {
            proxy.heal();
        }

        @Override
        public void close() {
            proxy.close();
        }
    }

    /** A real Redis that forgets nothing: each write is on its disk before it answers. */
    record Redis(RedisProcess server, FaultProxy proxy) implements GrantKeep {
        static Redis start() {
            RedisProcess server = Scene.redis("--appendonly", "yes", "--appendfsync", "always");
            return new Redis(server, FaultProxy.inFrontOf(server.host(), server.port()));
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "TOKEN_STORE", "redis",
                    "REDIS_URL", "redis://" + proxy.host() + ":" + proxy.port(),
                    "REDIS_TIMEOUT", "3s");
        }

        @Override
        public void cutOff() {
            proxy.set(new Fault.Refuse());
        }

        @Override
        public void reconnect() {
            proxy.heal();
        }

        @Override
        public void close() {
            proxy.close();
            server.close();
        }
    }

    /** A Vault of its own. */
    record Vault(VaultStub server) implements GrantKeep {
        static Vault start() {
            return new Vault(VaultStub.start());
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings = new HashMap<>();
            settings.put("TOKEN_STORE", "vault");
            settings.put("VAULT_ADDR", server.address().toString());
            settings.put("VAULT_TOKEN", server.token());
            return settings;
        }

        @Override
        public void cutOff() {
            server.everyAnswerIs(new VaultFault.HangsUp());
        }

        @Override
        public void reconnect() {
            server.recover();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
