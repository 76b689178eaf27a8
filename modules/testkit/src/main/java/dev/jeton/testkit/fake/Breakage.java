package dev.jeton.testkit.fake;

import dev.jeton.api.TokenException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The switch behind everything here that can break down; counts how often it was run into. */
final class Breakage {

    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean broken;

    void set(boolean nowBroken) {
        broken = nowBroken;
    }

    boolean isBroken() {
        return broken;
    }

    int refused() {
        return refused.get();
    }

    <T> T guard(Supplier<T> call) {
        if (broken) {
            refused.incrementAndGet();
            throw new TokenException.CacheUnavailable("the shared state is away", null, null);
        }
        return call.get();
    }
}
