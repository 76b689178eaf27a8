package dev.jeton.app.identity;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.InMemoryState;
import dev.jeton.cache.RedisSettings;
import dev.jeton.cache.RedisState;
import dev.jeton.crypto.EncryptionKey;
import dev.jeton.crypto.KeyRing;
import dev.jeton.identity.Identity;
import dev.jeton.identity.IdentitySettings;
import dev.jeton.store.SqlStore;
import dev.jeton.store.StoreSettings;
import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.server.PostgresProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A real database, a cache, and two parts of the product over them, as two processes would be. */
final class RealParts implements AutoCloseable {

    private static final TimeSource TIME = TimeSource.system();

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Cache cache;
    private final KeyRing ring;
    private final @Nullable RedisProcess redis;
    private final Identity identity;
    private final Identity another;

    enum Store {
        SQLITE,
        POSTGRESQL
    }

    enum Cache {
        MEMORY,
        REDIS,
        REDIS_GONE_IN_THE_MIDDLE
    }

    private static final class Postgres {
        static final PostgresProcess SERVER = PostgresProcess.start();
    }

    private RealParts(Store store, Cache cache) {
        this.cache = cache;
        try (Secret key = EncryptionKey.generate(TIME)) {
            this.ring = open(key.reveal(line -> KeyRing.parse(new String(line))));
        }
        this.redis = cache == Cache.MEMORY ? null : open(RedisProcess.start());
        StoreSettings settings = settings(store);
        SqlStore database = open(SqlStore.open(settings, ring, TokenEvents.NO_OP));
        SharedState state = open(state());
        this.identity = identity(database, state);
        // In memory there is one process, and a SQLite file is one process's too.
        this.another = redis == null || store == Store.SQLITE
                ? identity(database, redis == null ? state : open(state()))
                : identity(open(SqlStore.open(settings, ring, TokenEvents.NO_OP)), open(state()));
    }

    static RealParts open(Store store, Cache cache) {
        return new RealParts(store, cache);
    }

    private static StoreSettings settings(Store store) {
        return switch (store) {
            case SQLITE ->
                StoreSettings.of("jdbc:sqlite:" + Scratch.directory("identity").resolve("jeton.db"));
            case POSTGRESQL -> {
                PostgresProcess server = Postgres.SERVER;
                yield new StoreSettings(
                        server.createDatabase(),
                        server.user(),
                        Secret.of(server.password()),
                        StoreSettings.DEFAULT_TIMEOUT.multipliedBy(3));
            }
        };
    }

    private SharedState state() {
        return redis == null
                ? InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, TIME)
                : RedisState.open(RedisSettings.of(redis.uri().toString()), ring, TokenEvents.NO_OP, TIME);
    }

    private Identity identity(SqlStore store, SharedState state) {
        return open(Identity.over(
                new Identity.Parts(store.identity(), state.cache(), ring, TokenEvents.NO_OP, TIME),
                IdentitySettings.DEFAULT));
    }

    Identity identity() {
        return identity;
    }

    /** Another process over the same database and the same cache. */
    Identity another() {
        return another;
    }

    /** What happens in the middle of a test. */
    void middle() {
        if (redis != null && cache == Cache.REDIS_GONE_IN_THE_MIDDLE) {
            redis.kill();
        }
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
