package dev.jeton.bench.scale;

import dev.jeton.testkit.server.RedisProcess;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Ends every connection on which somebody hears of changes, again and again, as a network does that has a bad day. */
final class KilledSubscribers implements AutoCloseable {

    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong killed = new AtomicLong();

    private KilledSubscribers() {}

    static KilledSubscribers everySecond(RedisProcess redis) {
        KilledSubscribers killed = new KilledSubscribers();
        Future<?> unused = killed.killer.scheduleAtFixedRate(() -> killed.kill(redis), 1, 1, TimeUnit.SECONDS);
        return killed;
    }

    private void kill(RedisProcess redis) {
        if (redis.command("CLIENT", "KILL", "TYPE", "pubsub") instanceof Long count) {
            killed.addAndGet(count);
        }
    }

    @Override
    public void close() {
        killer.shutdownNow();
    }

    @Override
    public String toString() {
        return killed + " subscribers killed";
    }
}
