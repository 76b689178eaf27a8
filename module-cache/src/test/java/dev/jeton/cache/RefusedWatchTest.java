package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.WatchChanged;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.RedisProcess;
import dev.jeton.testkit.server.RespConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedWatchTest {

    private static final String ROOT = "the-password-of-the-server";
    private static final RedisProcess REDIS = RedisProcess.start("--requirepass", ROOT);

    private final Canaries canaries = new Canaries();
    private final String password = canaries.secret("password");
    private final String user = "user-" + SomeKeys.fresh().tenant();
    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @ParameterizedTest(
            name =
                    "a user with {0} has a state that works, a watch that says once that it is refused, and it begins when allowed")
    @ValueSource(strings = {"-client", "-client|tracking", "-subscribe", "resetchannels"})
    void notPermitted(String missing) {
        allow("on", ">" + password, "~auth:*", "allchannels", "+@all");
        allow(
                missing.startsWith("-client|")
                        ? new String[] {"-client", "+client|id", "+client|setname"}
                        : new String[] {missing});
        try (WatchedState state = WatchedState.patient(address(password))) {
            Eventually.isTrue(
                    "it is told", WatchedState.PATIENCE, () -> state.events().count(WatchChanged.class) > 0);
            assertThat(state.isUsable()).isTrue();
            state.tokens().store(key, entry);
            assertThat(state.tokens().find(key)).contains(entry);
            assertThat(state.changes().isLive()).isFalse();
            awaitAttempts(2);
            assertThat(state.events().of(WatchChanged.class)).singleElement().satisfies(changed -> {
                assertThat(changed.live()).isFalse();
                assertThat(changed.reason()).endsWith("refused: NOPERM");
            });

            allow("allchannels", "+@all");
            state.awaitWatched();
            assertThat(state.events().count(WatchChanged.class)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("what operations.md says that a user needs is enough")
    void leastPermissions() {
        allow("on", ">" + password, "~auth:*", "resetchannels", "&__redis__:invalidate", "-@all");
        allow("+getrange", "+get", "+set", "+del", "+eval", "+ping", "+select");
        allow("+client|id", "+client|tracking", "+subscribe");
        try (WatchedState state = WatchedState.patient(address(password))) {
            state.awaitWatched();
            state.tokens().store(key, entry);
            assertThat(state.tokens().find(key)).contains(entry);
        }
    }

    @Test
    @DisplayName(
            "fault 47, I6 with a wrong password there is no watch, it is told once, and no connection and no secret leaks")
    void wrongPassword() {
        allow("on", ">" + password, "~auth:*", "allchannels", "+@all");
        try (WatchedState state = WatchedState.patient(address(canaries.secret("wrong")))) {
            Eventually.isTrue(
                    "it is told", WatchedState.PATIENCE, () -> state.events().count(WatchChanged.class) > 0);
            assertThat(state.events().of(WatchChanged.class)).singleElement().satisfies(changed -> {
                assertThat(changed.live()).isFalse();
                assertThat(changed.reason()).endsWith("refused: WRONGPASS");
            });
            canaries.assertNoneIn("events", state.events().all().toString());
            canaries.assertSearched();
        }
    }

    @Test
    @DisplayName("fault 47 a watch whose user is taken away is lost at once, and back when the user is")
    void userTakenAway() {
        allow("on", ">" + password, "~auth:*", "allchannels", "+@all");
        try (WatchedState state = WatchedState.patient(address(password))) {
            state.awaitWatched();
            REDIS.command("ACL", "DELUSER", user);
            Eventually.isTrue(
                    "it is lost", WatchedState.PATIENCE, () -> !state.changes().isLive());
            allow("on", ">" + password, "~auth:*", "allchannels", "+@all");
            state.awaitWatched();
        }
    }

    private static void awaitAttempts(int attempts) {
        try (RespConnection connection = REDIS.connect()) {
            long before = connections(connection);
            Eventually.isTrue("tried again", WatchedState.PATIENCE, () -> connections(connection) - before >= attempts);
        }
    }

    /** How many the server has ever had. */
    private static long connections(RespConnection connection) {
        return info(connection)
                .lines()
                .filter(line -> line.startsWith("total_connections_received:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum();
    }

    private static String info(RespConnection connection) {
        try {
            return String.valueOf(connection.call("INFO", "stats"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void allow(String... rules) {
        String[] command = new String[rules.length + 3];
        command[0] = "ACL";
        command[1] = "SETUSER";
        command[2] = user;
        System.arraycopy(rules, 0, command, 3, rules.length);
        REDIS.command(command);
    }

    private URI address(String givenPassword) {
        return URI.create("redis://" + user + ":" + givenPassword + "@" + REDIS.host() + ":" + REDIS.port());
    }
}
