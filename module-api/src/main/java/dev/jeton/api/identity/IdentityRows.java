package dev.jeton.api.identity;

import dev.jeton.api.TokenException.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the rows of one kind durably. Whatever a method tells is committed. Every method throws {@link StoreUnavailable} if the
 * store cannot be asked, refuses, or holds something that cannot be read; whether a change took place is then unknown.
 *
 * @param <R> the kind
 */
public interface IdentityRows<R extends IdentityRow> {

    /** Adds {@code row}; false where its id or its hash is there already, and nothing is changed. */
    boolean insert(R row);

    Optional<R> find(RowId id);

    /** Ends the life of the row at {@code now}, unless it has ended; the row as it is from then on, empty = there is none. */
    Optional<R> end(RowId id, Instant now);

    /**
     * Removes rows that expired or ended before {@code before}; tells which, at most {@code atMost}. A refresh token that was
     * used stays until it has expired: one that comes again must be known.
     */
    List<R> removeDead(Instant before, int atMost);

    long count();

    /** Meets every row, in the order of ids; rows that come or go meanwhile may be met or not. */
    void forEach(Consumer<R> visitor);
}
