package dev.jeton.api.port;

import dev.jeton.api.TokenKey;

/** Keeps a listener's exceptions from whoever tells it something, and so from all the other listeners. */
record ContainedListener(ChangeWatch.Listener listener) implements ChangeWatch.Listener {

    @Override
    public void changed(TokenKey key) {
        contain(() -> listener.changed(key));
    }

    @Override
    public void missed() {
        contain(listener::missed);
    }

    private static void contain(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            // A broken listener must neither end the watch nor fail the write that it is told of.
        }
    }
}
