package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.SealBroken;
import dev.jeton.api.event.TokenEvent.UnreadableEntry;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.RedisProcess;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantRefusalsTest {

    private final RedisProcess redis = RedisProcess.start();
    private final TokenKey key = TokenKey.of("qontak", "acme");
    private final String name = WatchedGrants.PREFIX + "acme";

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("C-08, fault 36 a server that is not there is an unavailable store, and is found when it comes")
    void absent() {
        redis.kill();
        try (WatchedGrants grants = WatchedGrants.hasty(redis.uri())) {
            assertAllUnavailable(grants, new Revision("x"), "cannot be reached");

            redis.restart();
            Eventually.isTrue("it is found", WatchedState.PATIENCE, () -> {
                Timed found = Timed.call(() -> assertThat(grants.find(key)).isEmpty());
                return found.failure().isEmpty();
            });
        }
    }

    @Test
    @DisplayName("C-08, fault 41 a server that hangs is an unavailable store within the timeout")
    void hanging() {
        try (WatchedGrants grants = WatchedGrants.hasty(redis.uri())) {
            Revision revision = grants.insert(key, SomeGrants.connected());
            redis.pause();
            assertAllUnavailable(grants, revision, "");
            redis.resume();
        }
    }

    @Test
    @DisplayName("C-09 a write whose answer was lost took place or did not, and a new look tells")
    void lostAnswer() {
        try (WatchedGrants grants = WatchedGrants.hasty(redis.uri());
                WatchedGrants other = WatchedGrants.patient(redis)) {
            Revision first = grants.insert(key, SomeGrants.connected());
            redis.pause();
            assertUnavailable(() -> grants.replace(key, first, SomeGrants.refreshed()), "");
            redis.resume();

            long generation;
            try (StoredGrant stored = other.get(key)) {
                generation = stored.grant().generation();
            }
            assertThat(generation).isIn(1L, 2L);
        }
    }

    @Test
    @DisplayName("C-08, fault 44 a replica is read and says that it is one when it should write")
    void readOnly() {
        try (WatchedGrants grants = WatchedGrants.patient(redis)) {
            Revision revision = grants.insert(key, SomeGrants.connected());
            redis.command("REPLICAOF", "127.0.0.1", "1");

            grants.get(key).close();
            assertUnavailable(() -> grants.replace(key, revision, SomeGrants.refreshed()), "READONLY");
            assertUnavailable(() -> grants.remove(key, revision), "READONLY");

            redis.command("REPLICAOF", "NO", "ONE");
            assertThat(grants.replace(key, revision, SomeGrants.refreshed())).isPresent();
        }
    }

    @Test
    @DisplayName("C-08, fault 45 a full server is read and says that it is full when it should write")
    void outOfMemory() {
        try (WatchedGrants grants = WatchedGrants.patient(redis)) {
            Revision revision = grants.insert(key, SomeGrants.connected());
            redis.command("CONFIG", "SET", "maxmemory", "1");

            grants.get(key).close();
            assertUnavailable(() -> grants.replace(key, revision, SomeGrants.refreshed()), "OOM");

            redis.command("CONFIG", "SET", "maxmemory", "0");
            assertThat(grants.replace(key, revision, SomeGrants.refreshed())).isPresent();
        }
    }

    @Test
    @DisplayName("C-08, fault 47 a server that demands a password is an unavailable store")
    void password() {
        try (RedisProcess locked = RedisProcess.start("--requirepass", "c4nary");
                WatchedGrants grants =
                        WatchedGrants.hasty(URI.create("redis://" + locked.host() + ":" + locked.port()))) {
            assertAllUnavailable(grants, new Revision("x"), "NOAUTH");
        }
    }

    @Test
    @DisplayName("C-08 a user who may not run scripts is told so")
    void notPermitted() {
        redis.command("ACL", "SETUSER", "reader", "on", ">word", "~*", "+@all", "-set", "-eval");
        URI uri = URI.create("redis://reader:word@" + redis.host() + ":" + redis.port());
        try (WatchedGrants grants = WatchedGrants.hasty(uri)) {
            assertUnavailable(() -> grants.find(key), "NOPERM");
            redis.command("ACL", "SETUSER", "reader", "+eval");
            assertUnavailable(() -> grants.replace(key, Revision.NONE, SomeGrants.connected()), "");
            assertThat(grants.find(key)).isEmpty();
        }
    }

    @Test
    @DisplayName("C-08, fault 48 a key of another type is an unavailable store, is listed, and is left as it is")
    void wrongType() {
        redis.command("HSET", name, "refresh_token", "r");
        try (WatchedGrants grants = WatchedGrants.patient(redis)) {
            assertUnavailable(() -> grants.find(key), "another type");
            assertUnavailable(() -> grants.replace(key, Revision.NONE, SomeGrants.connected()), "another type");
            assertUnavailable(() -> grants.remove(key, new Revision("x")), "another type");
            assertThat(grants.events().count(UnreadableEntry.class)).isEqualTo(1);
            assertThat(redis.command("TYPE", name)).isEqualTo("hash");
        }
    }

    @ParameterizedTest(name = "C-08, fault 49 what is no grant is an unavailable store, and an event: {0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "\"c4nary-text\"",
                "{}",
                "{\"refresh_token\": null}",
                "{\"refresh_token\": \"\"}",
                "{\"refresh_token\": 12345}",
                "{\"refresh_token\": [\"c4nary-list\"]}",
                "{\"access_token\": \"c4nary-a\", \"expires_at\": 1}",
                "{\"refresh_token\": \"r\", \"access_token\": true, \"expires_at\": 1}",
                "{\"refresh_token\": \"r\", \"access_token\": \"a\", \"expires_at\": NaN}",
                "{\"refresh_token\": \"r\", \"access_token\": \"a\", \"expires_at\": {}}",
                "{\"refresh_token\": \"r\", \"access_token\": \"a\", \"expires_at\": \"soon\"}",
                "{\"refresh_token\": \"r\", \"refresh_token\": \"s\"}",
                "{\"refresh_token\": \"r\", \"state\": {}}",
                "{\"refresh_token\": \"r\", \"state\": \"claimed\"}",
                "{\"refresh_token\": \"r\", \"state\": \"asleep\"}",
                "{\"refresh_token\": \"r\", \"generation\": -1}",
                "{\"refresh_token\": \"r\", \"generation\": 1.5}",
                "{\"refresh_token\": \"r\"} {}",
            })
    void corrupt(String value) {
        redis.command("SET", name, value);
        try (WatchedGrants grants = WatchedGrants.patient(redis)) {
            assertUnreadable(grants);
            assertThat(grants.events().count(UnreadableEntry.class)).isEqualTo(1);
            assertThat(grants.replace(key, Revision.NONE, SomeGrants.connected()))
                    .as("nothing is put in its place")
                    .isEmpty();
            assertThat(redis.command("GET", name)).isEqualTo(value);
        }
    }

    @Test
    @DisplayName("C-08, faults 49, 53 bytes that are no text, 64 KiB and 100 MB are an unavailable store")
    void noText() {
        try (WatchedGrants grants = WatchedGrants.patient(redis)) {
            redis.command("EVAL", "redis.call('set', KEYS[1], '{\"refresh_token\":\"r\\255\"}')", "1", name);
            assertUnreadable(grants);
            redis.command("SET", name, "{\"refresh_token\":\"" + "r".repeat(65_536) + "\"}");
            assertUnreadable(grants);
            redis.command("SETRANGE", name, "100000000", "x");
            assertUnreadable(grants);
            assertThat(grants.replace(key, Revision.NONE, SomeGrants.connected()))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("C-04 a grant that nobody could read again is not written")
    void tooLong() {
        try (WatchedGrants grants = WatchedGrants.patient(redis)) {
            assertUnavailable(() -> grants.insert(key, SomeGrants.connected().freed("x".repeat(65_536))), "too long");
            assertThat(grants.find(key)).isEmpty();
        }
    }

    @Test
    @DisplayName("C-08, faults 50, 51 what the keys do not open is an unavailable store, and an event")
    void sealedByOthers() {
        RedisGrantSettings settings = RedisGrantSettings.DEFAULT;
        try (WatchedGrants theirs = WatchedGrants.patient(redis, settings, NamedKeys.of("theirs"));
                WatchedGrants ours = WatchedGrants.patient(redis, settings, NamedKeys.of("ours"))) {
            Revision revision = theirs.insert(key, SomeGrants.refreshed());
            assertUnreadable(ours);
            redis.command("SET", name, "{\"refresh_token\":\"c4nary-plain\"}");
            assertUnreadable(ours);
            Revision unused = ours.insert(TokenKey.of("qontak", "other"), SomeGrants.refreshed());
            redis.command("RENAME", WatchedGrants.PREFIX + "other", name);
            assertUnreadable(ours);

            assertThat(ours.events().count(SealBroken.class)).isEqualTo(3);
            assertThat(ours.replace(key, revision, SomeGrants.connected())).isEmpty();
        }
    }

    private void assertUnreadable(WatchedGrants grants) {
        assertUnavailable(() -> grants.find(key), "cannot be read: ");
        assertThat(grants.list()).singleElement().satisfies(status -> {
            assertThat(status.key()).isEqualTo(key);
            assertThat(status.state()).isEqualTo("unreadable");
        });
        new Canaries().assertNoneIn("what is told", grants.list() + " " + grants.events());
    }

    private void assertAllUnavailable(WatchedGrants grants, Revision revision, String word) {
        assertUnavailable(() -> grants.find(key), word);
        assertUnavailable(() -> grants.replace(key, revision, SomeGrants.refreshed()), word);
        assertUnavailable(() -> grants.remove(key, revision), word);
        assertUnavailable(grants::list, word);
        assertUnavailable(() -> grants.resealing().reseal((done, total) -> {}), word);
    }

    private static void assertUnavailable(Runnable call, String word) {
        Timed timed = Timed.call(call);
        assertThat(timed.failure()).containsInstanceOf(StoreUnavailable.class);
        timed.failure().ifPresent(e -> {
            assertThat(e.getMessage()).contains(word);
            new Canaries().assertNoneIn("the sentence", String.valueOf(e.getMessage()));
        });
        assertThat(timed.took()).isLessThan(Timed.LIMIT);
    }
}
