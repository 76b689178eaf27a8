package dev.jeton.bench.growth;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.Validity;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;
import dev.jeton.bench.report.Table;
import dev.jeton.cache.RedisSettings;
import dev.jeton.cache.RedisState;
import dev.jeton.crypto.KeyRing;
import dev.jeton.providers.BrokerSettings;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** What a token takes of Redis' memory, by Redis' own account, plain and sealed. */
final class TokensInRedis {

    private static final int WRITERS = 16;

    /** Another power of ten takes minutes, and the curve has been flat for two. */
    private static final int MOST = 100_000;

    private static final int KEY_BYTES = 32;
    private static final int TOKEN_LENGTH = 86;

    private final Table table = new Table("growth-redis-memory", "entries", "tokens", "bytes", "bytes by MEMORY USAGE");

    private TokensInRedis() {}

    static void run() throws IOException, InterruptedException {
        TokensInRedis tokens = new TokensInRedis();
        tokens.grow("plain", Sealer.none());
        try (KeyRing keys = KeyRing.parse("k1:" + Base64.getEncoder().encodeToString(new byte[KEY_BYTES]))) {
            tokens.grow("sealed", keys);
        }
        tokens.table.finish();
    }

    private void grow(String name, Sealer sealer) throws IOException, InterruptedException {
        try (RedisProcess redis = RedisProcess.start();
                RedisState state = RedisState.open(
                        RedisSettings.of(redis.uri().toString(), Duration.ofSeconds(3)),
                        sealer,
                        TokenEvents.NO_OP,
                        TimeSource.system())) {
            store(state, 0, 10);
            long before = usedBytes(redis);
            int stored = 10;
            for (int tokens = 100; tokens <= MOST; tokens *= 10) {
                store(state, stored, tokens);
                stored = tokens;
                table.row(name, tokens, (usedBytes(redis) - before) / (double) tokens, entryBytes(redis));
            }
        }
    }

    private static void store(RedisState state, int from, int to) throws InterruptedException {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<Void>> work = IntStream.range(0, WRITERS)
                    .<Callable<Void>>mapToObj(writer -> () -> {
                        for (int i = from + writer; i < to; i += WRITERS) {
                            state.tokens().store(TokenKey.of("genesys", "tenant-" + i), entry(i));
                        }
                        return null;
                    })
                    .toList();
            writers.invokeAll(work);
        }
    }

    private static TokenEntry entry(int number) {
        String value =
                number + "x".repeat(TOKEN_LENGTH - Integer.toString(number).length());
        return new TokenEntry(
                AccessToken.bearer(value),
                BrokerSettings.defaults()
                        .ttlPolicy(() -> 0.5)
                        .schedule(new Validity.Lasting(Duration.ofDays(1)), Instant.now()));
    }

    private static long usedBytes(RedisProcess redis) {
        return String.valueOf(redis.command("INFO", "memory"))
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("used_memory:".length()).strip()))
                .sum();
    }

    private static long entryBytes(RedisProcess redis) {
        return redis.command("MEMORY", "USAGE", "auth:token:genesys:tenant-5") instanceof Long bytes ? bytes : 0;
    }
}
