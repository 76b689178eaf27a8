package dev.jeton.testkit.contract;

import static dev.jeton.testkit.contract.SomeRows.NOW;
import static dev.jeton.testkit.contract.SomeRows.life;
import static dev.jeton.testkit.contract.SomeRows.successor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.IdentityStore.Turn;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.testkit.concurrent.Burst;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link IdentityStoreContract} in which many threads or processes meet; adapters extend that one. */
public abstract class IdentityRacesContract {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final int ROUNDS = 6;
    static final int THREADS = 16;
    private static final int LONGEST_CHAIN = 60;
    private static final List<VerificationToken.Type> TYPES =
            List.of(VerificationToken.Type.EMAIL, VerificationToken.Type.PHONE, VerificationToken.Type.PASSWORD_RESET);
    private static final List<Ending> ENDINGS = List.of(Ending.SESSION, Ending.ALL_OF_THE_USER, Ending.REUSE);

    /** Whose rows a test is about; nobody else's. */
    final UserId user = SomeRows.user();

    IdentityRacesContract() {}

    /** The store under test; the same one for the length of a test. */
    protected abstract IdentityStore store();

    /** The same store as another process has it: opened on its own, and the same one for the length of a test. */
    protected abstract IdentityStore another();

    final IdentityStore oneOfBoth(int index) {
        return index % 2 == 0 ? store() : another();
    }

    @Test
    public void ofAllWhoConsumeOneTokenOneIsGivenIt() {
        List<Integer> winners = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            VerificationToken token = insertedVerification(TYPES.get(round % 3));
            List<List<VerificationToken>> consumed = Burst.of(
                            200,
                            PATIENCE,
                            i -> oneOfBoth(i).verificationTokens().consume(token.hash(), token.type(), NOW))
                    .orFail();
            winners.add(
                    (int) consumed.stream().filter(ended -> !ended.isEmpty()).count());
        }
        assertAll("D-08 verification tokens, 200 threads each", winners, 1);
    }

    @Test
    public void ofAllResetTokensOfAUserOneResets() {
        List<Integer> winners = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<VerificationToken> tokens = IntStream.range(0, THREADS)
                    .mapToObj(i -> insertedVerification(VerificationToken.Type.PASSWORD_RESET))
                    .toList();
            List<List<VerificationToken>> consumed = Burst.of(
                            THREADS,
                            PATIENCE,
                            i -> oneOfBoth(i)
                                    .verificationTokens()
                                    .consume(tokens.get(i).hash(), VerificationToken.Type.PASSWORD_RESET, NOW))
                    .orFail();
            winners.add(
                    (int) consumed.stream().filter(ended -> !ended.isEmpty()).count());
            assertThat(consumed.stream().flatMap(List::stream).map(VerificationToken::id))
                    .as("all are told to have ended, each once")
                    .containsExactlyInAnyOrderElementsOf(
                            tokens.stream().map(VerificationToken::id).toList());
        }
        assertAll("D-08 password resets, " + THREADS + " tokens each", winners, 1);
    }

    @Test
    public void ofAllWhoPresentOneRefreshTokenOneIsGivenItsSuccessorAndNobodyKeepsIt() {
        List<Integer> winners = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            RefreshToken token = insertedRefresh();
            List<Turn> turns = Burst.of(50, PATIENCE, i -> turned(oneOfBoth(i), token.hash()))
                    .orFail();

            winners.add(
                    (int) turns.stream().filter(Turn.Turned.class::isInstance).count());
            assertThat(turns).filteredOn(Turn.Reused.class::isInstance).hasSize(49);
            assertNoneLivesIn(token.session());
        }
        assertAll("D-08 refresh tokens, 50 threads each", winners, 1);
    }

    private Turn turned(IdentityStore store, TokenHash hash) {
        return store.refreshTokens().turn(hash, successor(), NOW);
    }

    /** How a session comes to its end while somebody goes on with it. */
    private enum Ending {
        SESSION,
        ALL_OF_THE_USER,
        REUSE
    }

    @Test
    public void aSessionThatEndsWhileItsTokensTurnLeavesNoneAlive() {
        List<Integer> living = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            Ending ending = ENDINGS.get(round % 3);
            RefreshToken first = insertedRefresh();
            TokenHash second =
                    ((Turn.Turned) turned(store(), first.hash())).next().hash();
            Burst.of(2, PATIENCE, i -> i == 0 ? lastOfChain(second) : ended(ending, first))
                    .orFail();
            living.add(livingIn(first.session()).size());
        }
        assertAll("RFC 9700 sessions that ended in the middle of a turn", living, 0);
    }

    /** Turns one token into the next until that is refused: with a store that leaves one alive, for long. */
    private Turn lastOfChain(TokenHash first) {
        Turn last = turned(store(), first);
        for (int i = 0; i < LONGEST_CHAIN && last instanceof Turn.Turned turned; i++) {
            last = turned(store(), turned.next().hash());
        }
        return last;
    }

    private Turn ended(Ending how, RefreshToken first) {
        switch (how) {
            case SESSION -> another().refreshTokens().endSession(first.session(), NOW);
            case ALL_OF_THE_USER -> another().refreshTokens().endAll(first.user(), NOW);
            case REUSE -> {
                // What follows is the same for all.
            }
        }
        return turned(another(), first.hash());
    }

    final void assertNoneLivesIn(RowId session) {
        assertThat(livingIn(session)).as("living tokens of the session").isEmpty();
    }

    private List<RefreshToken> livingIn(RowId session) {
        return another().refreshTokens().ofUser(user).stream()
                .filter(token -> token.session().equals(session) && token.life().isLiving(NOW))
                .toList();
    }

    /** Every one of {@code counts} is {@code right}. */
    static void assertAll(String what, List<Integer> counts, int right) {
        long wrong = counts.stream().filter(count -> count != right).count();
        System.out.printf("%s: %d checked, %d violated%n", what, counts.size(), wrong);
        assertThat(counts).as(what).isNotEmpty().containsOnly(right);
    }

    final VerificationToken insertedVerification(VerificationToken.Type type) {
        VerificationToken token = SomeRows.verification(user, type, life());
        assertThat(store().verificationTokens().insert(token)).isTrue();
        return token;
    }

    final RefreshToken insertedRefresh() {
        RefreshToken token = SomeRows.refresh(user, life());
        assertThat(store().refreshTokens().insert(token)).isTrue();
        return token;
    }
}
