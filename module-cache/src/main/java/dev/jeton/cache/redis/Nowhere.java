package dev.jeton.cache.redis;

import java.util.concurrent.Semaphore;

/** Stands for the server of a key while none is known. */
record Nowhere(Semaphore places, Runnable changeFeared) implements RedisCalls.Server {

    @Override
    public void slow() {
        changeFeared.run();
    }

    @Override
    public void broken() {
        changeFeared.run();
    }

    @Override
    public void unusable(String reason) {
        changeFeared.run();
    }

    @Override
    public boolean isKnownToBeGone() {
        return true;
    }

    @Override
    public void demoted() {
        changeFeared.run();
    }
}
