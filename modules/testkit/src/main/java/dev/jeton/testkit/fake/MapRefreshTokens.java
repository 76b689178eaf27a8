package dev.jeton.testkit.fake;

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
import java.util.Optional;

/** Refresh tokens in a map. */
final class MapRefreshTokens extends MapUserRows<RefreshToken> implements RefreshTokens {

    MapRefreshTokens() {
        super(new Traits<>(RefreshToken::user, RefreshToken::hash, RefreshToken::with));
    }

    @Override
    boolean staysWhenEnded(RefreshToken token) {
        return token.used();
    }

    @Override
    public synchronized Turn turn(TokenHash hash, Successor successor, Instant now) {
        Optional<RefreshToken> presented = findByHash(hash);
        return presented.isEmpty() ? new Turn.Unknown() : turned(presented.get(), successor, now);
    }

    private Turn turned(RefreshToken token, Successor successor, Instant now) {
        if (token.used()) {
            return new Turn.Reused(token, endSession(token.session(), now));
        }
        if (!token.life().isLiving(now)) {
            return new Turn.Over(token);
        }
        Life life = new Life(now, successor.expiresAt(), null);
        RefreshToken next =
                new RefreshToken(successor.id(), token.user(), token.session(), successor.hash(), false, life);
        if (!insert(next)) {
            throw new StoreUnavailable("the successor of a refresh token is there already", null);
        }
        RefreshToken used = used(token.with(token.life().ended(now)));
        put(used);
        return new Turn.Turned(used, next);
    }

    private static RefreshToken used(RefreshToken token) {
        return new RefreshToken(token.id(), token.user(), token.session(), token.hash(), true, token.life());
    }

    @Override
    public List<RefreshToken> endSession(RowId session, Instant now) {
        return endThose(token -> token.session().equals(session), now);
    }

    @Override
    public Optional<RefreshToken> newestOf(RowId session) {
        return newestFirst(token -> token.session().equals(session)).stream()
                // All but the newest are used, whatever the clocks of those said who made them.
                .min((one, other) -> Boolean.compare(one.used(), other.used()));
    }
}
