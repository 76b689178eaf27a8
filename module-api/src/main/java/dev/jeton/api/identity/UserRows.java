package dev.jeton.api.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows that belong to users and are found by the hash of a token.
 *
 * @param <R> the kind
 */
public interface UserRows<R extends IdentityRow> extends IdentityRows<R> {

    /** More than so many of one user nobody is shown. */
    int MOST_OF_ONE_USER = 1000;

    Optional<R> findByHash(TokenHash hash);

    /** The newest {@link #MOST_OF_ONE_USER} of {@code user}, the newest first, living or not. */
    List<R> ofUser(UserId user);

    /** Ends all of {@code user} that live; tells which. */
    List<R> endAll(UserId user, Instant now);
}
