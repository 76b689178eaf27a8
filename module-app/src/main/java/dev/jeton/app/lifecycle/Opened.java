package dev.jeton.app.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened one after the other, to be closed in reverse order; not for several threads at a time. */
public final class Opened implements AutoCloseable {

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    public Opened() {}

    /** The same resource, closed with the others from now on, before all that were there already. */
    public <T extends AutoCloseable> T add(T resource) {
        resources.push(resource);
        return resource;
    }

    /** Closes them, the last one first. What one of them throws keeps no other open; more than once does no harm. */
    @Override
    public void close() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                // The others have to be closed all the same.
            }
        }
    }
}
