package dev.jeton.simulator;

import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;

/** One simulated service behind its prefix: whom a request is about, and what the real one would answer. */
interface Backend {

    Service service();

    /**
     * The tenant that a request is about, whether or not it will be served; {@link Call#UNKNOWN_TENANT} if it does not say.
     *
     * @throws Malformed if the request cannot be read
     */
    String tenantOf(Request request);

    /** @throws Malformed if the request cannot be read */
    Answer answer(Request request);

    /** This service's way to refuse a request: its error body under {@code status}. */
    Answer refuse(int status, String why);
}
