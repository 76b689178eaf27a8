package dev.jeton.identity.upkeep;

import dev.jeton.api.TokenException;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Does by itself what nobody asks for, each piece of work in its own rhythm. One that fails is told, and tried again in the same
 * rhythm. Processes of a fleet do it side by side, so each piece must do no harm when it is done twice.
 */
public final class Upkeep implements AutoCloseable {

    private static final double SPREAD = 0.2;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final List<Thread> threads;

    /**
     * A piece of work.
     *
     * @param name as logs have it
     * @param every how long after its end it begins again, less up to a fifth
     */
    public record Work(String name, Duration every, Runnable doing) {}

    private Upkeep(List<Thread> threads) {
        this.threads = threads;
    }

    /**
     * Begins; the first time after one rhythm.
     *
     * @param random uniform in [0, 1): spreads the processes of a fleet
     */
    public static Upkeep start(List<Work> work, TokenEvents events, DoubleSupplier random, TimeSource time) {
        return new Upkeep(work.stream()
                .map(each -> Thread.ofVirtual()
                        .name("jeton-upkeep-" + each.name)
                        .start(() -> doForEver(each, events, random, time)))
                .toList());
    }

    private static void doForEver(Work work, TokenEvents events, DoubleSupplier random, TimeSource time) {
        try {
            while (!Thread.interrupted()) {
                long nanos = (long) (work.every.toNanos() * (1 - SPREAD * random.getAsDouble()));
                time.pause(Duration.ofNanos(nanos));
                attempt(work, events);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private static void attempt(Work work, TokenEvents events) {
        try {
            work.doing.run();
        } catch (TokenException e) {
            events.on(new TokenEvent.UpkeepFailed(work.name, e.detail()));
        } catch (RuntimeException e) {
            events.on(new TokenEvent.UpkeepFailed(work.name, e.getClass().getSimpleName()));
        }
    }

    /** Ends it, and waits a moment for what is under way: the store may be closed next. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                boolean unused = thread.join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
