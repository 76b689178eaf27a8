package dev.jeton.identity.tokens;

import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.port.Secret;

/**
 * A new token and its value, which is shown this once: only its hash is kept. Whoever gets it closes it.
 *
 * @param <R> the kind of token
 */
public record Issued<R extends IdentityRow>(Secret value, R row) implements AutoCloseable {

    @Override
    public void close() {
        value.close();
    }

    @Override
    public String toString() {
        return "Issued[" + row.id() + "]";
    }
}
