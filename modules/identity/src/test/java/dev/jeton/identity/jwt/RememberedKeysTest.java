package dev.jeton.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RememberedKeysTest {

    private final ManualTime time = ManualTime.standingStill();
    private final JwtKey key =
            new JwtKey(RowId.random(), "ES256", "{}", "", time.now(), new Life(time.now(), null, null));
    private final AtomicInteger asked = new AtomicInteger();
    private final Gate slowly = new Gate();

    /** Has the key, and takes its time for that; asked anew it has none any more. */
    private final class Revoking implements KeySource {

        @Override
        public List<JwtKey> living() {
            asked.incrementAndGet();
            try {
                slowly.pass();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return List.of(key);
        }

        @Override
        public List<JwtKey> livingAnew() {
            return stored();
        }

        @Override
        public List<JwtKey> stored() {
            return List.of();
        }
    }

    @Test
    @DisplayName("D-03 keys are believed for as long as was said, and read again then")
    void believed() {
        slowly.open();
        RememberedKeys keys = new RememberedKeys(new Revoking(), Duration.ofSeconds(1), time);
        assertThat(keys.living()).containsExactly(key);
        time.advance(Duration.ofMillis(999));
        assertThat(keys.living()).containsExactly(key);
        assertThat(asked).hasValue(1);
        time.advance(Duration.ofMillis(1));
        assertThat(keys.living()).containsExactly(key);
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("D-03 who has read the keys before a revocation, but slowly, does not bring them back after it")
    void overtaken() {
        RememberedKeys keys = new RememberedKeys(new Revoking(), Duration.ofSeconds(1), time);
        CompletableFuture<List<JwtKey>> slow = CompletableFuture.supplyAsync(keys::living);
        slowly.awaitArrived(1);
        time.advance(Duration.ofMillis(1));
        assertThat(keys.livingAnew()).isEmpty();
        slowly.open();
        assertThat(slow.join()).containsExactly(key);
        assertThat(keys.living()).isEmpty();
    }
}
