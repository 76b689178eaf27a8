package dev.jeton.identity.tokens;

import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.rows.CachedRows;
import dev.jeton.identity.rows.IdentityKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verification tokens: sent to a user, and consumed once. Whether one is still good is decided by the store in the step that
 * consumes it, never by a cache.
 */
public final class VerificationTokens {

    private final IdentityStore.VerificationTokens store;
    private final CachedRows<VerificationToken> rows;
    private final Issuing<VerificationToken> issuing;
    private final TimeSource time;

    public VerificationTokens(
            IdentityStore.VerificationTokens store, CachedRows<VerificationToken> rows, TimeSource time) {
        this.store = store;
        this.rows = rows;
        this.issuing = new Issuing<>(TokenPrefix.VERIFICATION, store, rows);
        this.time = time;
    }

    /**
     * A new token.
     *
     * @param ttlOrNull null = a day for mail, ten minutes for a phone, an hour for a new password
     * @throws InvalidRequest if the time to live is out of bounds
     */
    public Issued<VerificationToken> create(UserId user, VerificationToken.Type type, @Nullable Duration ttlOrNull) {
        Instant now = time.now();
        Life life = new Life(now, now.plus(Lifetimes.verification(type, ttlOrNull)), null);
        return issuing.issue(hash -> new VerificationToken(RowId.random(), user, type, hash, life));
    }

    /**
     * Uses the token up: of all who try, in whatever process, one is given it. An address is proven by it from then on; after a
     * reset of the password no other reset token of the user is good any more.
     */
    public Optional<VerificationToken> consume(Secret value, VerificationToken.Type type) {
        List<VerificationToken> ended = TokenPrefix.VERIFICATION
                .hash(value)
                .map(hash -> store.consume(hash, type, time.now()))
                .orElseGet(List::of);
        rows.forget(ended);
        return ended.stream().findFirst();
    }

    /** The token with this value, living or not, without using it up. */
    public Optional<VerificationToken> find(Secret value) {
        return TokenPrefix.VERIFICATION
                .hash(value)
                // What a cache says is only believed if it is about this very token.
                .flatMap(hash -> rows.byHash(hash, () -> store.findByHash(hash))
                        .filter(token -> token.hash().equals(hash)));
    }

    /** The token with this id, living or not. */
    public Optional<VerificationToken> find(RowId id) {
        return rows.byId(id, () -> store.find(id));
    }

    /** The newest tokens of a user and type, living or not. */
    public List<VerificationToken> ofUser(UserId user, VerificationToken.Type type) {
        return rows.list(
                IdentityKeys.ofUser(user, type),
                () -> store.ofUser(user).stream()
                        .filter(token -> token.type() == type)
                        .toList());
    }

    /** When each kind of address of a user was last proven; straight from the store. */
    public Map<VerificationToken.Type, Instant> proven(UserId user) {
        return store.proven(user);
    }
}
