package dev.jeton.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Asks as fast as it is answered, over connections that stay open. */
public interface LoadClient {

    /**
     * How many requests a second were answered with 200.
     *
     * @throws IOException if a single one was answered otherwise, or not at all: errors are cheap, and would look fast
     */
    double requestsPerSecond(URI server, Route route, Duration duration) throws IOException, InterruptedException;
}
