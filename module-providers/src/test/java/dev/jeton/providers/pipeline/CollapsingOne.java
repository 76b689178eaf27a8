package dev.jeton.providers.pipeline;

import dev.jeton.api.event.TokenEvents;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.Operation;

/** The real collapsing as an exploration sees it: callers of one key, and what each of them is given. */
public class CollapsingOne {
    private final CollapsedSource source = new CollapsedSource(
            new CachedExchange()::get, Runnable::run, Duration.ofSeconds(10), TokenEvents.NO_OP, FrozenTime.INSTANCE);

    @Operation
    public String get() {
        return source.get(CachedExchange.DEMAND).token().value();
    }
}
