package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.IdentityStore.RefreshTokens;
import dev.jeton.api.identity.IdentityStore.Turn;
import dev.jeton.api.identity.IdentityStore.VerificationTokens;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserRows;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.testkit.fake.MapIdentity;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each test breaks one promise and names the tests of the contract that must notice. */
class IdentityStoreContractTest {

    /** What takes the place of one method. */
    @FunctionalInterface
    private interface Instead<T> {
        Object call(T working, @Nullable Object[] arguments);
    }

    @Test
    void consumingInTwoStepsIsNoticed() throws Exception {
        assertThat(violationsOf(store -> verifications(store, "consume", (working, arguments) -> {
                    Optional<VerificationToken> token = working.findByHash((TokenHash) arguments[0])
                            .filter(found ->
                                    found.type() == arguments[1] && found.life().isLiving((Instant) arguments[2]));
                    LockSupport.parkNanos(100_000);
                    return token.flatMap(found -> working.end(found.id(), (Instant) arguments[2])).stream()
                            .toList();
                })))
                .contains("ofAllWhoConsumeOneTokenOneIsGivenIt", "ofAllResetTokensOfAUserOneResets")
                .contains("aResetEndsAllResetTokensOfItsUser", "theLastProofOfEachKindCounts");
    }

    @Test
    void turningInTwoStepsIsNoticed() throws Exception {
        assertThat(violationsOf(store -> refreshes(store, "turn", (working, arguments) -> {
                    Optional<RefreshToken> seen = working.findByHash((TokenHash) arguments[0]);
                    LockSupport.parkNanos(100_000);
                    if (seen.isPresent() && seen.get().life().isLiving((Instant) arguments[2])) {
                        return new Turn.Turned(seen.get(), followed(working, seen.get()));
                    }
                    return passed(working, arguments);
                })))
                .contains("ofAllWhoPresentOneRefreshTokenOneIsGivenItsSuccessorAndNobodyKeepsIt");
    }

    private static RefreshToken followed(RefreshTokens working, RefreshToken token) {
        RefreshToken next = new RefreshToken(
                RowId.random(), token.user(), token.session(), SomeRows.hash(), false, SomeRows.life());
        assertThat(working.insert(next)).isTrue();
        assertThat(working.end(token.id(), SomeRows.NOW)).isPresent();
        return next;
    }

    private static Turn passed(RefreshTokens working, @Nullable Object[] arguments) {
        IdentityStore.Successor successor = (IdentityStore.Successor) arguments[1];
        return working.turn((TokenHash) arguments[0], successor, (Instant) arguments[2]);
    }

    @Test
    void aReuseThatSparesTheSessionIsNoticed() throws Exception {
        assertThat(violationsOf(store -> refreshes(store, "turn", (working, arguments) -> {
                    Optional<RefreshToken> seen = working.findByHash((TokenHash) arguments[0]);
                    return seen.filter(RefreshToken::used).isPresent()
                            ? new Turn.Reused(seen.get(), List.of())
                            : passed(working, arguments);
                })))
                .contains(
                        "aReusedRefreshTokenEndsItsSessionAndNoOther",
                        "aSessionThatEndsWhileItsTokensTurnLeavesNoneAlive");
    }

    @Test
    void rotatingWithoutComparingIsNoticed() throws Exception {
        assertThat(violationsOf(store -> keys(store, "rotate", (working, arguments) -> {
                    JwtKey next = (JwtKey) arguments[1];
                    Optional<RowId> newest = working.living(next.life().createdAt()).stream()
                            .map(JwtKey::id)
                            .findFirst();
                    return working.rotate(newest, next, (Instant) arguments[2]);
                })))
                .contains("ofAllWhoRotateAtOnceOneDoes", "aRotationAfterAnotherChangesNothing");
    }

    private static IdentityStore verifications(
            IdentityStore store, String method, Instead<VerificationTokens> instead) {
        VerificationTokens broken = broken(VerificationTokens.class, store.verificationTokens(), method, instead);
        return new Mixed(store.apiTokens(), broken, store.refreshTokens(), store.jwtKeys());
    }

    private static IdentityStore refreshes(IdentityStore store, String method, Instead<RefreshTokens> instead) {
        RefreshTokens broken = broken(RefreshTokens.class, store.refreshTokens(), method, instead);
        return new Mixed(store.apiTokens(), store.verificationTokens(), broken, store.jwtKeys());
    }

    private static IdentityStore keys(IdentityStore store, String method, Instead<JwtKeys> instead) {
        JwtKeys broken = broken(JwtKeys.class, store.jwtKeys(), method, instead);
        return new Mixed(store.apiTokens(), store.verificationTokens(), store.refreshTokens(), broken);
    }

    private static <T> T broken(Class<T> port, T working, String broken, Instead<T> instead) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (method.getName().equals(broken)) {
                        return instead.call(working, arguments);
                    }
                    try {
                        return method.invoke(working, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }

    private record Mixed(
            UserRows<ApiToken> apiTokens,
            VerificationTokens verificationTokens,
            RefreshTokens refreshTokens,
            JwtKeys jwtKeys)
            implements IdentityStore {}

    private static Set<String> violationsOf(UnaryOperator<IdentityStore> breaking) throws Exception {
        return Violations.of(IdentityStoreContract.class, () -> {
            MapIdentity working = new MapIdentity();
            return new BrokenIdentity(breaking.apply(working), breaking.apply(working.another()));
        });
    }

    /** The contract's subclass for a store that is broken. */
    private static final class BrokenIdentity extends IdentityStoreContract {
        private final IdentityStore store;
        private final IdentityStore another;

        BrokenIdentity(IdentityStore store, IdentityStore another) {
            this.store = store;
            this.another = another;
        }

        @Override
        protected IdentityStore store() {
            return store;
        }

        @Override
        protected IdentityStore another() {
            return another;
        }
    }
}
