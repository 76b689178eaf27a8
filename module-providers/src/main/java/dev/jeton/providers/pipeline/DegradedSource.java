package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.StateHealth;

/** Goes through the shared state while that can be used for the key that is asked for, and alone while it cannot. */
final class DegradedSource implements TokenSource {

    private final TokenSource together;
    private final TokenSource alone;
    private final StateHealth health;
    private final TokenEvents events;

    /** @param alone a way that needs only what this process holds, limited because no lock protects the provider */
    DegradedSource(TokenSource together, TokenSource alone, StateHealth health, TokenEvents events) {
        this.together = together;
        this.alone = alone;
        this.health = health;
        this.events = events;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        if (health.isUsableFor(demand.key())) {
            try {
                return together.get(demand);
            } catch (CacheUnavailable e) {
                // It has just gone; whoever comes next knows that already.
                events.on(new TokenEvent.CacheFault("request", e.detail()));
                if (demand.isAhead()) {
                    throw e;
                }
            }
        }
        if (demand.isAhead()) {
            // Alone there is no lock: a fleet would renew its every token at once, and within the limit of those who
            // need one.
            throw new CacheUnavailable("without the shared state nothing is renewed ahead", null, null);
        }
        return alone.get(demand).asDegraded();
    }

    @Override
    public String toString() {
        return "degraded(" + alone + ") > " + together;
    }
}
