package dev.jeton.testkit.contract;

import static dev.jeton.testkit.contract.SomeRows.LATER;
import static dev.jeton.testkit.contract.SomeRows.NOW;
import static dev.jeton.testkit.contract.SomeRows.life;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.testkit.concurrent.Burst;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link IdentityStoreContract} that is about signing keys; adapters extend that one. */
public abstract class JwtKeysContract extends RefreshTokensContract {

    private static final Duration AGE = Duration.ofDays(30);

    JwtKeysContract() {}

    private JwtKeys keys() {
        return store().jwtKeys();
    }

    /** Keys belong to nobody: those of other tests are out of the way once they have ended. */
    @BeforeEach
    public void endAllKeys() {
        keys().forEach(key -> keys().end(key.id(), key.life().createdAt()));
    }

    private static JwtKey key(Instant made, @Nullable Instant expiry) {
        return SomeRows.jwtKey(new Life(made, expiry, null));
    }

    private JwtKey inserted(JwtKey key) {
        assertThat(keys().insert(key)).isTrue();
        return key;
    }

    @Test
    public void livingKeysAreListedTheNewestFirst() {
        JwtKey middle = inserted(key(NOW, LATER));
        JwtKey oldest = inserted(key(NOW.minus(AGE), null));
        JwtKey newest = inserted(key(NOW, null));
        JwtKey ended = inserted(key(NOW, null));
        assertThat(keys().end(ended.id(), NOW)).isPresent();

        assertThat(another().jwtKeys().living(NOW))
                .as("of two of one millisecond the later one is the newer one")
                .containsExactly(newest, middle, oldest);
        assertThat(another().jwtKeys().living(LATER)).containsExactly(newest, oldest);
    }

    @Test
    public void aRotationAddsAKeyAndLimitsTheOthers() {
        Instant soon = NOW.plusSeconds(60);
        JwtKey endless = inserted(key(NOW.minus(AGE), null));
        JwtKey farther = inserted(key(NOW.minus(AGE).plusMillis(1), NOW.plus(AGE)));
        JwtKey nearer = inserted(key(NOW.minus(AGE).plusMillis(2), soon));
        JwtKey next = key(NOW, null);

        assertThat(keys().rotate(Optional.of(nearer.id()), next, LATER.plusNanos(1)))
                .isTrue();

        assertThat(another().jwtKeys().living(NOW))
                .containsExactly(next, nearer, until(farther, LATER), until(endless, LATER));
    }

    private static JwtKey until(JwtKey key, Instant expiry) {
        return key.with(new Life(key.life().createdAt(), expiry, null));
    }

    @Test
    public void aRotationAfterAnotherChangesNothing() {
        JwtKey first = key(NOW, null);
        assertThat(keys().rotate(Optional.of(RowId.random()), first, LATER)).isFalse();
        assertThat(keys().rotate(Optional.empty(), first, LATER)).isTrue();
        assertThat(keys().rotate(Optional.empty(), key(NOW, null), LATER)).isFalse();
        JwtKey second = key(NOW, null);
        assertThat(keys().rotate(Optional.of(first.id()), second, LATER)).isTrue();

        assertThat(another().jwtKeys().rotate(Optional.of(first.id()), key(NOW, null), NOW))
                .isFalse();

        assertThat(keys().living(NOW)).containsExactly(second, until(first, LATER));
    }

    @Test
    public void aRotationToAKeyThatIsThereChangesNothing() {
        JwtKey first = inserted(key(NOW, null));

        assertThat(keys().rotate(Optional.of(first.id()), first, LATER)).isFalse();

        assertThat(keys().living(NOW)).containsExactly(first);
    }

    @Test
    public void keysThatEndedOrExpiredAreNotTheNewest() {
        JwtKey living = inserted(key(NOW.minus(AGE), null));
        JwtKey revoked = inserted(key(NOW, null));
        assertThat(keys().end(revoked.id(), NOW)).isPresent();
        JwtKey expired = inserted(key(NOW.minusSeconds(2), NOW));
        JwtKey next = key(NOW, null);

        assertThat(keys().rotate(Optional.of(living.id()), next, LATER)).isTrue();

        assertThat(keys().find(revoked.id()))
                .contains(revoked.with(revoked.life().ended(NOW)));
        assertThat(keys().find(expired.id())).contains(expired);
    }

    @Test
    public void noLifeEndsBeforeItBeganWhateverTheClocks() {
        JwtKey ahead = inserted(key(NOW, null));

        assertThat(keys().rotate(Optional.of(ahead.id()), key(NOW, null), NOW.minusSeconds(5)))
                .isTrue();

        assertThat(keys().find(ahead.id())).contains(until(ahead, NOW));
    }

    @Test
    public void ofAllWhoRotateAtOnceOneDoes() {
        List<Integer> winners = new ArrayList<>();
        Optional<RowId> newest = newestKey();
        for (int round = 0; round < ROUNDS; round++) {
            Instant now = NOW.plusSeconds(round);
            Optional<RowId> seen = newest;
            List<Boolean> rotated = Burst.of(
                            THREADS,
                            PATIENCE,
                            i -> oneOfBoth(i).jwtKeys().rotate(seen, SomeRows.jwtKey(life(now)), LATER))
                    .orFail();
            winners.add((int) rotated.stream().filter(won -> won).count());
            newest = newestKey();
        }
        assertAll("D-09 rotations, " + THREADS + " processes each", winners, 1);
    }

    private Optional<RowId> newestKey() {
        return store().jwtKeys().living(NOW).stream().map(JwtKey::id).findFirst();
    }
}
