package dev.jeton.api;

import java.time.Duration;
import java.time.Instant;

/** How long a provider says that its token is good for. */
public sealed interface Validity {

    /** For {@code lifetime} from now, the time of the exchange itself already subtracted; positive. */
    record Lasting(Duration lifetime) implements Validity {
        public Lasting {
            if (lifetime.isNegative() || lifetime.isZero()) {
                throw new IllegalArgumentException("lifetime must be positive");
            }
        }
    }

    /** A token made elsewhere that ends at a given moment. */
    record Until(Instant expiresAt) implements Validity {}

    /** A token made elsewhere that never ends. */
    record Unlimited() implements Validity {}
}
