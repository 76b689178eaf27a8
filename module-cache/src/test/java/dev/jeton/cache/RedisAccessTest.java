package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.RedisProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisAccessTest {

    private final Canaries canaries = new Canaries();
    private final String password = canaries.secret("requirepass") + "@:/?#%+é";
    private final RedisProcess redis = RedisProcess.start("--requirepass", password);
    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("a password with every awkward character opens the server")
    void password() {
        assertWorks(redis.uri());
    }

    @Test
    @DisplayName("a user of the server's access control comes in with a password of its own")
    void userAndPassword() {
        String own = canaries.secret("user");
        redis.command("ACL", "SETUSER", "jeton-user", "on", ">" + own, "~auth:*", "allchannels", "+@all");

        assertWorks(address("jeton-user:" + own));
    }

    @Test
    @DisplayName("the database that is named is the one that is used")
    void database() {
        assertWorks(URI.create(redis.uri() + "/2"));

        assertThat(redis.command("DBSIZE")).isEqualTo(0L);
        assertThat(String.valueOf(redis.command("INFO", "keyspace"))).contains("db2:keys=1");
    }

    @Test
    @DisplayName("fault 47, I6 who comes with a wrong password, or none, is refused, and no secret is told")
    void wrongPassword() {
        assertRefused(address(":" + canaries.secret("wrong")));
        assertRefused(address("nobody:" + canaries.secret("stranger")));
        assertRefused(URI.create("redis://" + redis.host() + ":" + redis.port()));
        canaries.assertSearched();
    }

    @Test
    @DisplayName("a database that the server does not have makes it unusable, and stops nothing")
    void noSuchDatabase() {
        assertRefused(URI.create(redis.uri() + "/9999"));
    }

    private URI address(String user) {
        return URI.create("redis://" + user + "@" + redis.host() + ":" + redis.port());
    }

    private void assertWorks(URI uri) {
        try (WatchedState state = WatchedState.patient(uri)) {
            state.awaitUsable();
            state.tokens().store(key, entry);
            assertThat(state.tokens().find(key)).contains(entry);
            state.awaitWatched();
            assertNothingTold(state);
        }
    }

    private void assertRefused(URI uri) {
        try (WatchedState state = WatchedState.patient(uri)) {
            assertThat(state.isUsable()).isFalse();
            Timed refused = Timed.call(() -> state.tokens().find(key));
            refused.assertUnavailable();
            StringWriter text = new StringWriter();
            refused.failure().orElseThrow().printStackTrace(new PrintWriter(text));
            canaries.assertNoneIn("failure", text.toString());
            assertNothingTold(state);
        }
    }

    private void assertNothingTold(WatchedState state) {
        canaries.assertNoneIn("events", state.events().all().toString());
        canaries.assertNoneIn("state", state.toString());
    }
}
