package dev.jeton.client;

/**
 * Hears what happens in a client. Called on the thread where it happens, at every token that is handed out, so it must be quick;
 * what it throws is contained and changes nothing.
 */
@FunctionalInterface
public interface ClientEvents {

    /** Nobody listens; then nothing is told, and a hit costs no event. */
    ClientEvents NO_OP = new ClientEvents() {
        @Override
        public void on(ClientEvent event) {
            // Nobody listens.
        }

        @Override
        public boolean isHeard() {
            return false;
        }
    };

    void on(ClientEvent event);

    /** Whether somebody listens. */
    default boolean isHeard() {
        return true;
    }

    /** A listener whose exceptions go no further. */
    static ClientEvents contained(ClientEvents listener) {
        if (!listener.isHeard()) {
            return listener;
        }
        return event -> {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                // A broken metric must not cost a caller the token; there is nobody left to tell.
            }
        };
    }
}
