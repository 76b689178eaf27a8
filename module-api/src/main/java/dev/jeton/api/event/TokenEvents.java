package dev.jeton.api.event;

/**
 * Hears what happens inside. Called on the thread where it happens, so it must be quick; what it throws is contained and
 * changes nothing.
 */
@FunctionalInterface
public interface TokenEvents {

    TokenEvents NO_OP = event -> {};

    void on(TokenEvent event);

    /** A listener whose exceptions go no further. */
    static TokenEvents contained(TokenEvents listener) {
        return event -> {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                // A broken metric must not cost a caller the token; there is nobody left to tell.
            }
        };
    }

    /** Tells every one of {@code listeners}, whatever the others do. */
    static TokenEvents all(TokenEvents... listeners) {
        TokenEvents[] each = new TokenEvents[listeners.length];
        for (int i = 0; i < listeners.length; i++) {
            each[i] = contained(listeners[i]);
        }
        return event -> {
            for (TokenEvents listener : each) {
                listener.on(event);
            }
        };
    }
}
