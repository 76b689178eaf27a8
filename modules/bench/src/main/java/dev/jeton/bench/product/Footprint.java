package dev.jeton.bench.product;

import dev.jeton.bench.load.Caller;
import dev.jeton.bench.load.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds that could grow with the number of its tenants, and must not. */
public record Footprint(long liveBytes, long threads, long virtualThreads, long timers, long locks, long series) {

    /** Collects the garbage of {@code product} first. */
    public static Footprint of(Product product) throws IOException, InterruptedException {
        LiveObjects live = LiveObjects.of(product.pid());
        return new Footprint(
                live.bytes(),
                threads(product.pid()),
                live.count("java.lang.VirtualThread") + live.count("java.lang.ThreadBuilders$BoundVirtualThread"),
                live.count("ScheduledThreadPoolExecutor$ScheduledFutureTask"),
                live.count("ReentrantLock") + live.count("Semaphore"),
                series(product));
    }

    private static long threads(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("Threads:".length()).strip()))
                .sum();
    }

    private static long series(Product product) throws IOException {
        try (Caller caller = Caller.to(product.url())) {
            return caller.ask(Route.get("metrics", "/metrics"))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .count();
        }
    }

    public double mebibytes() {
        return liveBytes / 1048576.0;
    }
}
