package dev.jeton.providers.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.NearSettings;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.ToldChanges;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change of a token that is being put into the empty place at this very moment, and was found unchanged a moment ago. */
final class ChangeWhileKeptTest {

    private static final TokenKey KEY = TokenKey.of("counting", "acme");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Gate gate = new Gate();
    private final ToldChanges changes = new ToldChanges();
    private volatile boolean held;

    /** Holds whoever asks for the time while it is to be held: that is asked after the stamp, before the token is there. */
    private final class HeldTime implements TimeSource {
        @Override
        public Instant now() {
            if (held) {
                try {
                    gate.pass();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return TimeSource.system().now();
        }

        @Override
        public long nanos() {
            return TimeSource.system().nanos();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            TimeSource.system().pause(duration);
        }
    }

    private final TimeSource time = new HeldTime();
    private final NearTokens tokens = new NearTokens(NearSettings.DEFAULT, changes, () -> 0, time);

    /** What may happen to it. */
    enum Change {
        TOLD,
        REMOVED,
        REJECTED
    }

    private void make(Change change, TokenEntry entry) {
        switch (change) {
            case TOLD -> changes.tell(KEY);
            case REMOVED -> tokens.remove(KEY);
            case REJECTED -> tokens.removeIf(KEY, entry.token().fingerprint());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("35 a token whose change comes while it is being put is not believed")
    void notBelieved(Change change) throws InterruptedException {
        TokenEntry entry = new TokenEntry(
                AccessToken.bearer("c4nary-old"),
                new TtlPolicy(Duration.ZERO, Duration.ZERO, () -> 0)
                        .schedule(new Validity.Lasting(Duration.ofHours(1)), time.now()));
        Stamps.Stamp before = tokens.stamp(KEY);
        held = true;
        Thread keeper = Thread.ofPlatform().start(() -> tokens.keep(KEY, entry, before));
        gate.awaitArrived(1);
        held = false;

        Thread changer = Thread.ofPlatform().start(() -> make(change, entry));
        // It has to wait for the keeper, or has ended: then it has found nothing.
        Eventually.isTrue(
                "the change has come",
                PATIENCE,
                () -> changer.getState() == Thread.State.BLOCKED || !changer.isAlive());
        gate.open();
        keeper.join();
        changer.join();

        assertThat(tokens.believedOrNull(KEY, time.millis())).isNull();
    }
}
