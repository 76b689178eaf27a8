package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fake.HeardChanges;
import dev.jeton.testkit.fake.HeardChanges.Heard;
import dev.jeton.testkit.server.RedisProcess;
import dev.jeton.testkit.server.RespConnection;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What others do to our keys, by commands of their own. */
class ChangesInRedisTest {

    private static RedisProcess redis;
    private static WatchedState state;

    private final TokenKey key = SomeKeys.fresh();
    private final String token = "auth:token:" + key;
    private final String lock = "auth:lock:" + key;
    private final HeardChanges heard = new HeardChanges();

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        state = WatchedState.patient(redis);
    }

    @AfterAll
    static void stop() {
        state.close();
        redis.close();
    }

    @BeforeEach
    void listen() {
        state.awaitWatched();
        state.changes().listen(heard);
    }

    @AfterEach
    void itWasLiveAllTheTime() {
        assertThat(state.changes().isLive()).isTrue();
    }

    @Test
    @DisplayName("a token that somebody sets and an operator deletes is told, each time")
    void setAndDeleted() {
        redis.command("SET", token, "anything", "PX", "60000");
        awaitHeard(1);
        redis.command("DEL", token);
        awaitHeard(2);
        redis.command("DEL", token);
        redis.command("SET", token, "anything", "PX", "60000");
        awaitHeard(3);

        assertThat(heard.all())
                .as("one by one, and not the one that changed nothing")
                .hasSize(3);
    }

    @Test
    @DisplayName("a token whose time to live is over is told")
    void expired() {
        redis.command("SET", token, "anything", "PX", "50");
        awaitHeard(1);

        awaitHeard(2);
        assertThat(redis.command("EXISTS", token)).isEqualTo(0L);
    }

    @Test
    @DisplayName("a lock that another process takes, gives back, or lets run out is told")
    void locks() {
        redis.command("SET", lock, "another owner", "NX", "PX", "60000");
        awaitHeard(1);
        redis.command("DEL", lock);
        awaitHeard(2);
        redis.command("SET", lock, "another owner", "NX", "PX", "50");
        awaitHeard(4);
    }

    @Test
    @DisplayName("what a script or another command writes is told as well")
    void otherCommands() {
        redis.command("EVAL", "return redis.call('set', KEYS[1], 'x')", "1", token);
        awaitHeard(1);
        redis.command("RENAME", token, "somewhere:else");
        awaitHeard(2);
        redis.command("RENAME", "somewhere:else", lock);
        awaitHeard(3);
    }

    @Test
    @DisplayName("a database that is emptied is told as changes that were missed, of any key")
    void emptied() {
        redis.command("FLUSHALL");
        Eventually.isTrue("FLUSHALL is told", WatchedState.PATIENCE, () -> heard.misses() == 1);
        redis.command("FLUSHDB", "ASYNC");
        Eventually.isTrue("FLUSHDB is told", WatchedState.PATIENCE, () -> heard.misses() == 2);
    }

    @Test
    @DisplayName("a key of the same name in another database is told too: needless, and harmless")
    void otherDatabase() throws IOException {
        try (RespConnection connection = redis.connect()) {
            connection.call("SELECT", "7");
            connection.call("SET", token, "anything");
        }

        awaitHeard(1);
    }

    @Test
    @DisplayName("keys that no tenant of ours can have, and those of others, are passed over")
    void garbage() {
        List<String> names = List.of(
                "auth:token:",
                "auth:token::",
                "auth:token:genesys",
                "auth:token:genesys:",
                "auth:token::acme",
                "auth:token:Genesys:acme",
                "auth:token:genesys:acme:more",
                "auth:token:genesys:.acme",
                "auth:token:genesys:acm\u00e9",
                "auth:lock:gene\u0000sys:acme",
                "auth:lock:genesys:" + "a".repeat(129),
                "auth:lock:genesys:" + "a".repeat(1_000_000),
                "auth:locks:genesys:acme",
                "auth:jwks:genesys",
                "qontak:tokens:acme");
        names.forEach(name -> redis.command("SET", name, "anything"));
        redis.command("SET", token, "anything");
        awaitHeard(1);

        assertThat(heard.all()).containsExactly(new Heard.Changed(key));
    }

    private void awaitHeard(int times) {
        Eventually.isTrue("heard " + times + " times", WatchedState.PATIENCE, () -> heard.of(key) >= times);
    }
}
