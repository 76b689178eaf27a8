package dev.jeton.providers.rotation;

import dev.jeton.api.time.TimeSource;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Another's time, in which whoever pauses never wakes: threads that nobody schedules stay out of an exploration. */
record UnpausedTime(TimeSource time) implements TimeSource {
    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public void pause(java.time.Duration duration) throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
