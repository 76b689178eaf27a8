package dev.jeton.testkit.fake;

import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers everything in the order in which it heard it. */
public final class RecordingEvents implements TokenEvents {

    private final List<TokenEvent> events = new CopyOnWriteArrayList<>();

    public RecordingEvents() {}

    @Override
    public void on(TokenEvent event) {
        events.add(event);
    }

    public List<TokenEvent> all() {
        return List.copyOf(events);
    }

    /** The events of one type, in order. */
    public <E extends TokenEvent> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public int count(Class<? extends TokenEvent> type) {
        return of(type).size();
    }

    /** Forgets what was heard so far. */
    public void clear() {
        events.clear();
    }

    @Override
    public String toString() {
        return "RecordingEvents" + events;
    }
}
