package dev.jeton.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers all that a client tells. */
final class RecordedEvents implements ClientEvents {

    private final List<ClientEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(ClientEvent event) {
        events.add(event);
    }

    <E extends ClientEvent> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    long served(ClientEvent.Source source) {
        return of(ClientEvent.Served.class).stream()
                .filter(served -> served.source() == source)
                .count();
    }

    @Override
    public String toString() {
        return events.toString();
    }
}
