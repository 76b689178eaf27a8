package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Secret;
import dev.jeton.providers.rotation.Journal;
import dev.jeton.providers.rotation.Rotation;
import dev.jeton.providers.rotation.RotationSettings;
import dev.jeton.providers.rotation.Seeds;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.fake.StrictProvider;
import dev.jeton.testkit.fake.StrictProvider.Temper;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrantExerciseTest {
    private static final TokenKey KEY = TokenKey.of("qontak", "acme");
    private static final Duration AFTER = Duration.ofDays(10);

    private final ManualTime time = ManualTime.standingStill();
    private final StrictProvider provider = new StrictProvider("qontak", Temper.STRICT, time);
    private final FixedCredentials credentials = new FixedCredentials(Map.of("clientId", "id"));
    private final Rotation rotation = Rotation.open(
            new Rotation.Parts(
                    MapGrants.remote(time), Journal.none(), credentials, Seeds.none(), TokenEvents.NO_OP, time),
            new RotationSettings("home", Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(5)));
    private final TokenBroker broker = TokenBroker.over(new LocalState(time), credentials)
            .rotating(rotation, List.of(provider))
            .time(time)
            .build();
    private final GrantExercise exercise = new GrantExercise(rotation.connections(), broker, AFTER, () -> 0.5, time);

    @BeforeEach
    void connect() {
        try (Secret first = provider.connect("acme")) {
            rotation.connections().importNew(KEY, first);
        }
    }

    @AfterEach
    void close() {
        exercise.close();
        broker.close();
        rotation.close();
    }

    @Test
    @DisplayName("a connection that was never used is used once, and then not before it has been idle")
    void neverUsed() throws InterruptedException {
        exercise.exercise();
        exercise.exercise();
        assertThat(provider.ledger()).hasSize(1);
        time.advance(AFTER);
        exercise.exercise();
        assertThat(provider.ledger()).hasSize(1);
        time.advance(Duration.ofDays(1));
        exercise.exercise();
        assertThat(provider.ledger()).hasSize(2);
        assertThat(provider.doubleSpends()).isZero();
    }

    @Test
    @DisplayName("a connection that callers use is left to them")
    void inUse() throws InterruptedException {
        for (int day = 0; day < 30; day++) {
            broker.getToken(TokenRequest.of(KEY));
            int spent = provider.ledger().size();
            exercise.exercise();
            assertThat(provider.ledger()).hasSize(spent);
            time.advance(Duration.ofDays(1));
        }
    }

    @Test
    @DisplayName("it looks by itself, ten times in a period or more")
    void byItself() {
        exercise.start();
        time.awaitPausing(1);
        time.advance(Duration.ofHours(1));
        Eventually.isTrue(
                "used", Duration.ofSeconds(20), () -> provider.ledger().size() == 1);
    }
}
