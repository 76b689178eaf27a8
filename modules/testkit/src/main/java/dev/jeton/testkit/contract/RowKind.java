package dev.jeton.testkit.contract;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityRows;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.UserRows;
import dev.jeton.api.identity.VerificationToken;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of row, for tests that are the same for all.
 *
 * @param anew the same row under another id
 */
record RowKind<R extends IdentityRow>(
        String name,
        Function<IdentityStore, IdentityRows<R>> rows,
        BiFunction<UserId, Life, R> some,
        Function<R, R> anew,
        BiFunction<R, Life, R> with) {

    static List<RowKind<?>> all() {
        return List.of(OfUsers.API.kind(), OfUsers.VERIFICATION.kind(), OfUsers.REFRESH.kind(), keys());
    }

    private static RowKind<JwtKey> keys() {
        return new RowKind<>(
                "JWT key",
                IdentityStore::jwtKeys,
                (user, life) -> SomeRows.jwtKey(life),
                key -> new JwtKey(
                        RowId.random(),
                        key.algorithm(),
                        key.publicJwk(),
                        key.sealedPrivate(),
                        key.signsFrom(),
                        key.life()),
                JwtKey::with);
    }

    /** A kind whose rows belong to users and have hashes. */
    record OfUsers<R extends IdentityRow>(
            RowKind<R> kind, Function<IdentityStore, UserRows<R>> rows, Function<R, TokenHash> hash) {

        static final OfUsers<ApiToken> API = new OfUsers<>(
                new RowKind<>(
                        "API token",
                        IdentityStore::apiTokens,
                        SomeRows::apiToken,
                        token -> new ApiToken(
                                RowId.random(),
                                token.user(),
                                token.hash(),
                                token.name(),
                                token.permissions(),
                                token.life()),
                        ApiToken::with),
                IdentityStore::apiTokens,
                ApiToken::hash);

        static final OfUsers<VerificationToken> VERIFICATION = new OfUsers<>(
                new RowKind<>(
                        "verification token",
                        IdentityStore::verificationTokens,
                        (user, life) -> SomeRows.verification(user, VerificationToken.Type.PHONE, life),
                        token -> new VerificationToken(
                                RowId.random(), token.user(), token.type(), token.hash(), token.life()),
                        VerificationToken::with),
                IdentityStore::verificationTokens,
                VerificationToken::hash);

        static final OfUsers<RefreshToken> REFRESH = new OfUsers<>(
                new RowKind<>(
                        "refresh token",
                        IdentityStore::refreshTokens,
                        SomeRows::refresh,
                        token -> new RefreshToken(
                                RowId.random(),
                                token.user(),
                                token.session(),
                                token.hash(),
                                token.used(),
                                token.life()),
                        RefreshToken::with),
                IdentityStore::refreshTokens,
                RefreshToken::hash);

        static List<OfUsers<?>> all() {
            return List.of(API, VERIFICATION, REFRESH);
        }

        @Override
        public String toString() {
            return kind.toString();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
