package dev.jeton.testkit.fake;

import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.UserRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Rows of users in a map. */
class MapUserRows<R extends IdentityRow> extends MapRows<R> implements UserRows<R> {

    private final Traits<R> traits;

    /** What is to be known of a kind. */
    record Traits<R>(Function<R, UserId> user, Function<R, TokenHash> hash, BiFunction<R, Life, R> with) {}

    MapUserRows(Traits<R> traits) {
        super(traits.with());
        this.traits = traits;
    }

    private UserId user(R row) {
        return traits.user().apply(row);
    }

    private TokenHash hash(R row) {
        return traits.hash().apply(row);
    }

    @Override
    boolean clash(R one, R other) {
        return super.clash(one, other) || hash(one).equals(hash(other));
    }

    @Override
    public final Optional<R> findByHash(TokenHash hash) {
        return newestFirst(row -> hash(row).equals(hash)).stream().findFirst();
    }

    @Override
    public final List<R> ofUser(UserId user) {
        return newestFirst(row -> user(row).equals(user)).stream()
                .limit(MOST_OF_ONE_USER)
                .toList();
    }

    @Override
    public final List<R> endAll(UserId user, Instant now) {
        return endThose(row -> user(row).equals(user), now);
    }
}
