package dev.jeton.cache.memory;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.ChangeWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Changes within one process, told by whoever makes them: always live, and never missed. */
public final class LocalChanges implements ChangeWatch {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public LocalChanges() {}

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(Listener.contained(listener));
    }

    void tell(TokenKey key) {
        listeners.forEach(listener -> listener.changed(key));
    }

    @Override
    public String toString() {
        return "LocalChanges";
    }
}
