package dev.jeton.api.identity;

import dev.jeton.api.TokenException.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The truth about first-party tokens and keys. Methods throw {@link StoreUnavailable} as those of {@link IdentityRows} do. */
public interface IdentityStore {

    UserRows<ApiToken> apiTokens();

    VerificationTokens verificationTokens();

    RefreshTokens refreshTokens();

    JwtKeys jwtKeys();

    /** Verification tokens, consumed once. */
    interface VerificationTokens extends UserRows<VerificationToken> {

        /**
         * Ends the token if it lives, in one step: of all who try, one is given it. Where it proves an address the proof is noted
         * in the same step; where it resets a password, all other such tokens of the user end too.
         *
         * @return everything that this has ended, the consumed one first; empty = nothing was consumed
         */
        List<VerificationToken> consume(TokenHash hash, VerificationToken.Type type, Instant now);

        /** When each kind of address of {@code user} was last proven. */
        Map<VerificationToken.Type, Instant> proven(UserId user);
    }

    /** Refresh tokens, each used once. */
    interface RefreshTokens extends UserRows<RefreshToken> {

        /** Ends the token and adds its {@code successor}, in one step. */
        Turn turn(TokenHash hash, Successor successor, Instant now);

        /** Ends all tokens of {@code session} that live; tells which. */
        List<RefreshToken> endSession(RowId session, Instant now);

        /** The newest token of {@code session}, living or not. */
        Optional<RefreshToken> newestOf(RowId session);
    }

    /** What a refresh token is followed by; user and session are those of the token. */
    record Successor(RowId id, TokenHash hash, Instant expiresAt) {}

    /** What became of a refresh token that was presented. */
    sealed interface Turn {

        /** It was good, is used up, and {@code next} is in its place. */
        record Turned(RefreshToken used, RefreshToken next) implements Turn {}

        /** It had been used before: its session has ended with all in {@code ended}. */
        record Reused(RefreshToken token, List<RefreshToken> ended) implements Turn {}

        /** It has expired, or its session had ended. */
        record Over(RefreshToken token) implements Turn {}

        /** There is no such token. */
        record Unknown() implements Turn {}
    }

    /** Signing keys. */
    interface JwtKeys extends IdentityRows<JwtKey> {

        /** Those that live at {@code now}, the newest first. */
        List<JwtKey> living(Instant now);

        /**
         * Adds {@code next} if {@code newest} is still the newest of those that live when it is made (empty = none does), and
         * gives those before it the end {@code others}, where it is not nearer already; one of several processes that rotate at
         * once is told true.
         */
        boolean rotate(Optional<RowId> newest, JwtKey next, Instant others);
    }
}
