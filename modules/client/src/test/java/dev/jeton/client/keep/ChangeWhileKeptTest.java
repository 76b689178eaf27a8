package dev.jeton.client.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.ToldChanges;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change, or a report, of a token that is being put into the empty place at this very moment. */
final class ChangeWhileKeptTest {

    private static final TokenKey KEY = TokenKey.of("genesys", "acme");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Gate gate = new Gate();
    private final ToldChanges changes = new ToldChanges();
    private final TimeSource time = TimeSource.system();
    private final Rejections rejections = new Rejections(Duration.ofSeconds(10), time);
    private final NearTokens tokens = new NearTokens(
            new NearTokens.Bounds(10, Duration.ofSeconds(5)), changes, key -> isWatched(), rejections, time);

    /** Asked when the stamp was found to be current, and before the token is there. */
    private boolean isWatched() {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("A-06 35 a token whose change, or report, comes while it is being put is not believed")
    void notBelieved(boolean reported) throws InterruptedException {
        TokenEntry entry = new TokenEntry(
                AccessToken.bearer("c4nary-old"),
                TtlPolicy.forClients().schedule(new Validity.Lasting(Duration.ofHours(1)), time.now()));
        Stamps.Stamp before = tokens.stamp(KEY);
        Thread keeper = Thread.ofPlatform().start(() -> tokens.keepRead(KEY, entry, before));
        gate.awaitArrived(1);

        Thread changer = Thread.ofPlatform().start(() -> {
            if (reported) {
                rejections.note(KEY, entry.token().fingerprint());
                tokens.drop(KEY, entry.token().fingerprint());
            } else {
                changes.tell(KEY);
            }
        });
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
