package dev.jeton.identity.tokens;

import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRows;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.port.Secret;
import dev.jeton.identity.rows.CachedRows;
import java.util.List;
import java.util.function.Function;

/**
 * Makes tokens of one kind: a random value that is shown once, and a row that holds its hash.
 *
 * @param prefix of the values
 * @param <R> the rows
 */
record Issuing<R extends IdentityRow>(TokenPrefix prefix, IdentityRows<R> store, CachedRows<R> rows) {

    /** A new token; {@code row} is what is kept of the one with this hash. */
    Issued<R> issue(Function<TokenHash, R> row) {
        Secret value = prefix.random();
        try {
            R made = row.apply(prefix.hash(value).orElseThrow());
            if (!store.insert(made)) {
                throw new IllegalStateException("two random values of 256 bits are the same");
            }
            rows.forget(List.of(made));
            return new Issued<>(value, made);
        } catch (RuntimeException e) {
            value.close();
            throw e;
        }
    }
}
