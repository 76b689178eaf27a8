package dev.jeton.providers.rotation;

import dev.jeton.api.TokenKey;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.fake.StrictProvider.Stop;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A gate at which something happens to the first who comes, after it was judged that a refresh is due. */
final class OnceBefore implements Rotation.Gate {
    private final AtomicBoolean done = new AtomicBoolean();
    private final Stop stop;

    OnceBefore(Stop stop) {
        this.stop = stop;
    }

    @Override
    public <T> Optional<T> through(TokenKey key, Deadline deadline, Supplier<Optional<T>> exchange) {
        if (!done.getAndSet(true)) {
            try {
                stop.pass();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return exchange.get();
    }
}
