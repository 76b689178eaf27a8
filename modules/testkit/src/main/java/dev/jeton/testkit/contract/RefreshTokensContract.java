package dev.jeton.testkit.contract;

import static dev.jeton.testkit.contract.SomeRows.LATER;
import static dev.jeton.testkit.contract.SomeRows.NOW;
import static dev.jeton.testkit.contract.SomeRows.successor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore.RefreshTokens;
import dev.jeton.api.identity.IdentityStore.Successor;
import dev.jeton.api.identity.IdentityStore.Turn;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link IdentityStoreContract} that is about refresh tokens and sessions; adapters extend that one. */
public abstract class RefreshTokensContract extends VerificationTokensContract {

    RefreshTokensContract() {}

    private RefreshTokens refreshes() {
        return store().refreshTokens();
    }

    @Test
    public void aRefreshTokenIsFollowedByItsSuccessor() {
        RefreshToken token = insertedRefresh();
        Successor successor = successor();

        Turn.Turned turned = (Turn.Turned) refreshes().turn(token.hash(), successor, NOW.plusMillis(7));

        assertThat(turned.used()).isEqualTo(used(token, NOW.plusMillis(7)));
        assertThat(turned.next())
                .isEqualTo(new RefreshToken(
                        successor.id(),
                        user,
                        token.session(),
                        successor.hash(),
                        false,
                        new Life(NOW.plusMillis(7), LATER, null)));
        assertThat(another().refreshTokens().find(token.id())).contains(turned.used());
        assertThat(another().refreshTokens().findByHash(successor.hash())).contains(turned.next());
    }

    private static RefreshToken used(RefreshToken token, Instant at) {
        Life ended = token.life().ended(at);
        return new RefreshToken(token.id(), token.user(), token.session(), token.hash(), true, ended);
    }

    @Test
    public void aReusedRefreshTokenEndsItsSessionAndNoOther() {
        RefreshToken token = insertedRefresh();
        RefreshToken elsewhere = insertedRefresh();
        RefreshToken next = ((Turn.Turned) refreshes().turn(token.hash(), successor(), NOW)).next();

        Turn reuse = another().refreshTokens().turn(token.hash(), successor(), LATER.plusSeconds(1));
        assertThat(reuse)
                .as("after it has expired, and so has its successor")
                .isEqualTo(new Turn.Reused(used(token, NOW), List.of()));
        reuse = another().refreshTokens().turn(token.hash(), successor(), NOW.plusMillis(1));
        assertThat(reuse)
                .isEqualTo(new Turn.Reused(
                        used(token, NOW), List.of(next.with(next.life().ended(NOW.plusMillis(1))))));

        assertNoneLivesIn(token.session());
        assertThat(refreshes().turn(next.hash(), successor(), NOW.plusMillis(2)))
                .isInstanceOf(Turn.Over.class);
        assertThat(refreshes().turn(token.hash(), successor(), NOW.plusMillis(3)))
                .isEqualTo(new Turn.Reused(used(token, NOW), List.of()));
        assertThat(refreshes().find(elsewhere.id())).contains(elsewhere);
    }

    @Test
    public void whatIsUnknownOrOverIsNotTurned() {
        RefreshToken token = insertedRefresh();
        assertThat(refreshes().turn(SomeRows.hash(), successor(), NOW)).isEqualTo(new Turn.Unknown());
        assertThat(refreshes().turn(token.hash(), successor(), LATER)).isEqualTo(new Turn.Over(token));

        RefreshToken ended = refreshes().end(token.id(), NOW).orElseThrow();

        assertThat(refreshes().turn(token.hash(), successor(), NOW)).isEqualTo(new Turn.Over(ended));
        assertThat(refreshes().ofUser(user)).as("no successor is left behind").containsExactly(ended);
    }

    @Test
    public void aTurnThatCannotBeCompletedHasNotTakenPlace() {
        RefreshToken token = insertedRefresh();
        TokenHash taken = insertedRefresh().hash();

        assertThatThrownBy(() -> refreshes().turn(token.hash(), new Successor(RowId.random(), taken, LATER), NOW))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(another().refreshTokens().find(token.id())).contains(token);
        assertThat(refreshes().turn(token.hash(), successor(), NOW)).isInstanceOf(Turn.Turned.class);
    }

    @Test
    public void aSessionEndsAsAWholeAndShowsItsNewestToken() {
        RefreshToken token = insertedRefresh();
        RefreshToken elsewhere = insertedRefresh();
        assertThat(refreshes().newestOf(token.session())).contains(token);
        // All in one millisecond.
        RefreshToken next = token;
        for (int i = 0; i < 3; i++) {
            next = ((Turn.Turned) refreshes().turn(next.hash(), successor(), NOW)).next();
            assertThat(another().refreshTokens().newestOf(token.session())).contains(next);
        }
        RefreshToken ended = next.with(next.life().ended(NOW.plusMillis(1)));

        assertThat(refreshes().endSession(token.session(), NOW.plusMillis(1))).containsExactly(ended);

        assertThat(refreshes().newestOf(token.session())).contains(ended);
        assertThat(refreshes().endSession(token.session(), NOW)).isEmpty();
        assertThat(refreshes().endSession(RowId.random(), NOW)).isEmpty();
        assertThat(refreshes().newestOf(RowId.random())).isEmpty();
        assertThat(refreshes().find(elsewhere.id())).contains(elsewhere);
    }
}
