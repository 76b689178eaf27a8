package dev.jeton.identity.tokens;

import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.IdentityStore.Successor;
import dev.jeton.api.identity.IdentityStore.Turn;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.rows.CachedRows;
import dev.jeton.identity.rows.IdentityKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sessions, each a family of refresh tokens of which one at a time is good (RFC 9700 section 4.14.2). A refresh token that comes
 * a second time ends its session, whoever holds the newest one: nobody can tell the thief from the owner.
 */
public final class Sessions {

    private final IdentityStore.RefreshTokens store;
    private final CachedRows<RefreshToken> rows;
    private final Issuing<RefreshToken> issuing;
    private final Duration ttl;
    private final TimeSource time;

    /** @param ttl of each refresh token; a session that is refreshed within it goes on */
    public Sessions(IdentityStore.RefreshTokens store, CachedRows<RefreshToken> rows, Duration ttl, TimeSource time) {
        this.store = store;
        this.rows = rows;
        this.issuing = new Issuing<>(TokenPrefix.REFRESH, store, rows);
        this.ttl = ttl;
        this.time = time;
    }

    /** What became of a refresh token that was presented. */
    public sealed interface Refreshed {

        /** The session goes on with a new refresh token; the caller closes it. */
        record Renewed(Issued<RefreshToken> next) implements Refreshed {}

        /** It had been used before: the session is over, for the owner as for the thief. */
        record Reused(RefreshToken token) implements Refreshed {}

        /** It is unknown, has expired, or its session is over. */
        record Dead() implements Refreshed {}
    }

    /** Begins a session; the caller closes the refresh token. */
    public Issued<RefreshToken> begin(UserId user) {
        Instant now = time.now();
        Life life = new Life(now, now.plus(ttl), null);
        return issuing.issue(hash -> new RefreshToken(RowId.random(), user, RowId.random(), hash, false, life));
    }

    /** Exchanges a refresh token for its successor, once. */
    public Refreshed refresh(Secret presented) {
        Optional<TokenHash> hash = TokenPrefix.REFRESH.hash(presented);
        return hash.isEmpty() ? new Refreshed.Dead() : refresh(hash.get());
    }

    private Refreshed refresh(TokenHash presented) {
        Instant now = time.now();
        Secret value = TokenPrefix.REFRESH.random();
        boolean given = false;
        try {
            Successor successor = new Successor(RowId.random(), hash(value), now.plus(ttl));
            Refreshed refreshed = outcome(store.turn(presented, successor, now), value);
            given = refreshed instanceof Refreshed.Renewed;
            return refreshed;
        } finally {
            if (!given) {
                value.close();
            }
        }
    }

    private Refreshed outcome(Turn turn, Secret value) {
        return switch (turn) {
            case Turn.Turned(RefreshToken used, RefreshToken next) -> {
                rows.forget(List.of(used, next));
                yield new Refreshed.Renewed(new Issued<>(value, next));
            }
            case Turn.Reused(RefreshToken token, List<RefreshToken> ended) -> {
                List<RefreshToken> changed = new ArrayList<>(ended);
                changed.add(token);
                rows.forget(changed);
                yield new Refreshed.Reused(token);
            }
            case Turn.Over over -> new Refreshed.Dead();
            case Turn.Unknown unknown -> new Refreshed.Dead();
        };
    }

    private static TokenHash hash(Secret value) {
        return TokenPrefix.REFRESH.hash(value).orElseThrow();
    }

    /** Ends a session; false = none of it was alive. */
    public boolean end(RowId session) {
        List<RefreshToken> ended = store.endSession(session, time.now());
        rows.forget(ended);
        return !ended.isEmpty();
    }

    /** Ends all sessions of a user; tells how many refresh tokens that were. */
    public int endAll(UserId user) {
        List<RefreshToken> ended = store.endAll(user, time.now());
        rows.forget(ended);
        return ended.size();
    }

    /** The newest refresh token of a session, living or not; straight from the store. */
    public Optional<RefreshToken> newestOf(RowId session) {
        return store.newestOf(session);
    }

    /** The refresh token with this id, living or not. */
    public Optional<RefreshToken> find(RowId id) {
        return rows.byId(id, () -> store.find(id));
    }

    /** The refresh token with this value, living or not, without using it. */
    public Optional<RefreshToken> find(Secret value) {
        return TokenPrefix.REFRESH
                .hash(value)
                // What a cache says is only believed if it is about this very token.
                .flatMap(hash -> rows.byHash(hash, () -> store.findByHash(hash))
                        .filter(token -> token.hash().equals(hash)));
    }

    /** The newest refresh tokens of a user, living or not. */
    public List<RefreshToken> ofUser(UserId user) {
        return rows.list(IdentityKeys.ofUser(CacheSpace.USER_REFRESH_TOKENS, user), () -> store.ofUser(user));
    }
}
