package dev.jeton.testkit.fake;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.ChangeWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A watch that hears what a test tells it, and can be lost and found again. It begins live. */
public final class ToldChanges implements ChangeWatch {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean live = true;

    public ToldChanges() {}

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(Listener.contained(listener));
    }

    /** Something about {@code key} has changed; not heard while the watch is lost. */
    public void tell(TokenKey key) {
        if (live) {
            listeners.forEach(listener -> listener.changed(key));
        }
    }

    /** From now on nothing is heard. */
    public void lose() {
        live = false;
        listeners.forEach(Listener::missed);
    }

    /** Hears again. */
    public void find() {
        listeners.forEach(Listener::missed);
        live = true;
    }

    @Override
    public String toString() {
        return "ToldChanges";
    }
}
