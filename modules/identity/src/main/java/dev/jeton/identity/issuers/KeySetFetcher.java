package dev.jeton.identity.issuers;

import dev.jeton.api.TokenException.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Fetches the key sets of others over the network. */
@FunctionalInterface
public interface KeySetFetcher {

    /** More than so many bytes are no key set. */
    int LONGEST = 256 * 1024;

    /**
     * The body of a successful answer from {@code keySet}: at most {@link #LONGEST} bytes, read whole within {@code timeout},
     * and from there alone: a redirect is a failure.
     *
     * @throws IOException if there is no such answer
     * @throws Unavailable the same, where the caller's HTTP client already says it so
     */
    byte[] fetch(URI keySet, Duration timeout) throws IOException;
}
