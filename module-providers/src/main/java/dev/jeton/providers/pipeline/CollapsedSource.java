package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One flight per key in this process: whoever comes while it is under way waits for it. The flight has a thread and a
 * deadline of its own, so a leader who hangs up neither cancels it nor shortens it, and its result is kept.
 *
 * <p>There is one flight per key, not one per kind of demand: a forced refresh joins the flight of an ordinary one, looks
 * at the result, and starts another only if that does not fit. So a key is never asked for twice at the same time.
 */
final class CollapsedSource implements TokenSource {

    private final ConcurrentMap<TokenKey, Flight> flights = new ConcurrentHashMap<>();
    private final TokenSource delegate;
    private final Executor threads;
    private final Duration patience;
    private final TokenEvents events;
    private final TimeSource time;

    /**
     * @param threads runs each flight on a thread that no caller can interrupt
     * @param patience how long a flight may take, whoever waits for it
     */
    CollapsedSource(TokenSource delegate, Executor threads, Duration patience, TokenEvents events, TimeSource time) {
        this.delegate = delegate;
        this.threads = threads;
        this.patience = patience;
        this.events = events;
        this.time = time;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        while (true) {
            Optional<TokenAnswer> answer = landed(join(demand), demand);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** What the flight brought; empty where that is somebody else's business and another flight is needed. */
    private Optional<TokenAnswer> landed(Flight flight, TokenDemand demand) {
        try {
            return Optional.of(flight.await(demand.deadline()))
                    .filter(answer -> flight.isFor(demand) || demand.isAnsweredBy(answer, time.now()));
        } catch (TokenException e) {
            if (flight.failedAtMoreThan(demand)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Flight join(TokenDemand demand) {
        Flight mine = new Flight(demand);
        Flight underWay = flights.putIfAbsent(demand.key(), mine);
        if (underWay != null) {
            events.on(new TokenEvent.Collapsed(demand.key().provider()));
            return underWay;
        }
        try {
            threads.execute(() -> fly(demand, mine));
        } catch (RejectedExecutionException e) {
            // It lands all the same: others may have joined it already.
            mine.land(CollapsedSource::refuse, () -> flights.remove(demand.key(), mine));
        }
        return mine;
    }

    private static TokenAnswer refuse() {
        throw new Overloaded("the broker is closing", Duration.ofSeconds(1));
    }

    private void fly(TokenDemand demand, Flight flight) {
        TokenDemand unhurried = demand.until(Deadline.in(patience, time));
        // Left before it lands: whoever comes after the result is known looks for it in the cache.
        flight.land(() -> search(unhurried), () -> flights.remove(demand.key(), flight));
    }

    private TokenAnswer search(TokenDemand demand) {
        try {
            return delegate.get(demand);
        } catch (TokenException e) {
            // Told here, once for everybody who waits.
            events.on(new TokenEvent.RefreshFailed(demand.key(), e));
            throw e;
        }
    }

    @Override
    public String toString() {
        return "collapsed > " + delegate;
    }
}
