package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.datastructures.Operation;

/** A planted bug: whether a flight is under way is asked in one step, and another is started in the next. */
public class LookingBeforePutting {
    private final ConcurrentMap<TokenKey, Flight> flights = new ConcurrentHashMap<>();
    private final CachedExchange exchange = new CachedExchange();

    @Operation
    public String get() {
        TokenDemand demand = CachedExchange.DEMAND;
        Flight flight = flights.get(demand.key());
        if (flight == null) {
            Flight mine = new Flight(demand);
            flights.put(demand.key(), mine);
            mine.land(() -> exchange.get(demand), () -> flights.remove(demand.key(), mine));
            flight = mine;
        }
        return flight.await(demand.deadline()).token().value();
    }
}
