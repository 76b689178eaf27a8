package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.HeardChanges;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommonChangesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RedisProcess redis = RedisProcess.start();
    private final RedisSettings settings =
            new RedisSettings(RedisAddress.of(redis.uri().toString()), Duration.ofSeconds(5), 4);
    private final CommonTokens tokens = CommonTokens.open(
            settings,
            Set.of(new ProviderId("genesys"), new ProviderId("genesys-eu")),
            TokenEvents.NO_OP,
            TimeSource.system());
    private final RedisState broker = RedisState.open(settings, TokenEvents.NO_OP, TimeSource.system());

    @AfterEach
    void stop() {
        tokens.close();
        broker.close();
        redis.close();
    }

    @Test
    @DisplayName(
            "A-06 a change by any program is told to clients of that provider, and to the broker is none of its own")
    void eachItsOwn() {
        HeardChanges clients = new HeardChanges();
        HeardChanges brokers = new HeardChanges();
        tokens.changes().listen(clients);
        broker.changes().listen(brokers);
        Eventually.isTrue(
                "changes are told",
                PATIENCE,
                () -> tokens.changes().isLive() && broker.changes().isLive());
        TokenKey acme = TokenKey.of("genesys", "acme");
        TokenKey eu = TokenKey.of("genesys-eu", "acme");
        TokenKey unwatched = TokenKey.of("whatsapp", "acme");

        redis.command("SET", "whatsapp:token:acme", "x");
        redis.command("SET", "auth:token:genesys:acme", "x");
        redis.command("SET", "genesys-eu:token:acme", "x");
        redis.command("SET", "genesys:token:acme", "x");

        // Told in order, on one connection: what comes after has been heard, so what came before was.
        Eventually.isTrue("heard", PATIENCE, () -> clients.of(acme) > 0 && clients.of(eu) > 0);
        Eventually.isTrue("heard by the broker", PATIENCE, () -> brokers.of(acme) > 0);
        assertThat(clients.of(unwatched)).isZero();
        assertThat(clients.of(acme)).as("not what the broker keeps").isEqualTo(1);
        assertThat(brokers.of(acme)).as("not what clients keep").isEqualTo(1);
        assertThat(brokers.of(eu)).isZero();
    }
}
