package dev.jeton.cache.redis;

import dev.jeton.api.port.ChangeWatch;

/** Hears of nothing: whoever waits looks again soon. */
final class Unwatched implements ChangeWatch {

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public void listen(Listener listener) {
        // There is nothing to tell.
    }
}
