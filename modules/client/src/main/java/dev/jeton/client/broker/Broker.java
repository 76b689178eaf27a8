package dev.jeton.client.broker;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.Deadline;
import dev.jeton.client.BrokerException;
import java.util.Optional;

/** Who is asked for tokens that are not at hand. */
@FunctionalInterface
public interface Broker {

    /**
     * A token of {@code key}, with the schedule by which clients go.
     *
     * @param rejected an API has refused that one; it is no answer
     * @throws BrokerException if there is none before {@code deadline}
     */
    TokenEntry ask(TokenKey key, Optional<Fingerprint> rejected, Deadline deadline);
}
