package dev.jeton.client.http;

/**
 * Hears what becomes of requests whose token was refused; all others pass without a word. Called on the thread of the
 * request, so it must be quick; what it throws is contained and changes nothing.
 */
@FunctionalInterface
public interface CallEvents {

    CallEvents NO_OP = event -> {};

    void on(CallEvent event);

    /** A listener whose exceptions go no further. */
    static CallEvents contained(CallEvents listener) {
        return event -> {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                // A broken metric must not cost a caller the answer; there is nobody left to tell.
            }
        };
    }
}
