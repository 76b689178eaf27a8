package dev.jeton.identity.tokens;

import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.UserRows;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.rows.CachedRows;
import dev.jeton.identity.rows.IdentityKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API tokens: long-lived bearer tokens of users and programs. */
public final class ApiTokens {

    /** No entry lives as long. */
    private static final Duration LONG_AGO = Duration.ofHours(2);

    private final UserRows<ApiToken> store;
    private final CachedRows<ApiToken> rows;
    private final Issuing<ApiToken> issuing;
    private final TimeSource time;

    public ApiTokens(UserRows<ApiToken> store, CachedRows<ApiToken> rows, TimeSource time) {
        this.store = store;
        this.rows = rows;
        this.issuing = new Issuing<>(TokenPrefix.API, store, rows);
        this.time = time;
    }

    /**
     * What a new token is to be.
     *
     * @param ttlOrNull null = it lives until it is revoked
     */
    public record Wish(
            UserId user,
            String name,
            Permissions permissions,
            @Nullable Duration ttlOrNull) {}

    /** @throws InvalidRequest if the name or the time to live is out of bounds */
    public Issued<ApiToken> create(Wish wish) {
        Instant now = time.now();
        Instant end = Lifetimes.apiToken(wish.ttlOrNull).map(now::plus).orElse(null);
        Life life = new Life(now, end, null);
        return issuing.issue(hash -> token(wish, hash, life));
    }

    private static ApiToken token(Wish wish, TokenHash hash, Life life) {
        try {
            return new ApiToken(RowId.random(), wish.user, hash, wish.name, wish.permissions, life);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(String.valueOf(e.getMessage()));
        }
    }

    /** The token with this value, if it lives. */
    public Optional<ApiToken> living(Secret value) {
        return hash(value).flatMap(this::living);
    }

    /** The hash of {@code value}; empty = it is not shaped like the value of any token. */
    public Optional<TokenHash> hash(Secret value) {
        return TokenPrefix.API.hash(value);
    }

    /** The token whose value has this hash, if it lives. */
    public Optional<ApiToken> living(TokenHash hash) {
        return byHash(hash).filter(token -> token.life().isLiving(time.now()));
    }

    /** What a cache says is only believed if it is about this very token. */
    private Optional<ApiToken> byHash(TokenHash hash) {
        return rows.byHash(hash, () -> store.findByHash(hash))
                .filter(token -> token.hash().equals(hash));
    }

    /** The token with this id, living or not. */
    public Optional<ApiToken> find(RowId id) {
        return rows.byId(id, () -> store.find(id));
    }

    /** The newest tokens of {@code user}, living or not. */
    public List<ApiToken> ofUser(UserId user) {
        return rows.list(IdentityKeys.ofUser(CacheSpace.USER_TOKENS, user), () -> store.ofUser(user));
    }

    /** Brings every entry of a user's living tokens into the cache; tells how many tokens they are. */
    public long warm(UserId user) {
        return ofUser(user).stream()
                .filter(token -> token.life().isLiving(time.now()))
                .filter(token -> find(token.id()).isPresent())
                .filter(token -> byHash(token.hash()).isPresent())
                .count();
    }

    /** Ends the token; empty = there is none. No process accepts it afterwards for longer than NEAR_CACHE_TTL. */
    public Optional<ApiToken> revoke(RowId id) {
        Optional<ApiToken> ended = store.end(id, time.now());
        rows.forget(ended.stream().toList());
        return ended;
    }

    /** Ends all of a user's tokens; tells which. */
    public List<ApiToken> revokeAll(UserId user) {
        Instant now = time.now();
        List<ApiToken> ended = store.endAll(user, now);
        rows.forget(ended);
        // Those too that an attempt before this one has ended, if its end was lost on the way.
        rows.forget(store.ofUser(user).stream()
                .filter(token -> token.life()
                        .endedAt()
                        .filter(now.minus(LONG_AGO)::isBefore)
                        .isPresent())
                .toList());
        return ended;
    }
}
