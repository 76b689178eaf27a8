package dev.jeton.e2e;

import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.process.Scratch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Brokers with one store between them and a data directory each, where they are started again after they were killed. */
final class Fleet implements AutoCloseable {

    private final Scene scene;
    private final List<Home> homes;
    private final List<Life> lives = new CopyOnWriteArrayList<>();

    /** What stays when a broker is killed, and its way to the store. */
    private record Home(FaultProxy way, Map<String, String> settings) {}

    private Fleet(Scene scene, List<Home> homes) {
        this.scene = scene;
        this.homes = homes;
    }

    static Fleet start(Scene scene, int size, SharedStore store, Map<String, String> settings) {
        Fleet fleet = new Fleet(
                scene,
                IntStream.range(0, size).mapToObj(home -> home(store, settings)).toList());
        IntStream.range(0, size)
                .mapToObj(home -> later(Duration.ZERO, () -> fleet.start(home)))
                .toList()
                .forEach(CompletableFuture::join);
        return fleet;
    }

    private static Home home(SharedStore store, Map<String, String> more) {
        FaultProxy way = FaultProxy.inFrontOf(store.host(), store.port());
        Map<String, String> settings = new HashMap<>(store.settings(way.port()));
        settings.put("DATA_DIR", Scratch.directory("home").toString());
        settings.putAll(more);
        return new Home(way, settings);
    }

    /** The next life in the home of one that was killed. */
    CompletableFuture<Life> restart(Life killed, Duration after) {
        return later(after, () -> {
            // On a busy machine a process lives on for a moment, and holds its data directory.
            int unused = killed.broker().process().awaitExit(Broker.PATIENCE);
            return start(killed.home());
        });
    }

    private Life start(int home) {
        Life life = new Life(home, scene.broker(homes.get(home).settings));
        lives.add(life);
        return life;
    }

    /** On a thread of its own: they are to start at the same time, on machines with few cores too. */
    private static CompletableFuture<Life> later(Duration after, Supplier<Life> start) {
        return CompletableFuture.supplyAsync(
                start,
                CompletableFuture.delayedExecutor(
                        after.toMillis(),
                        TimeUnit.MILLISECONDS,
                        task -> Thread.ofVirtual().start(task)));
    }

    /** From now on whatever this one exchanges with the store takes so long, in each direction. */
    void slow(Life life, Duration by) {
        homes.get(life.home()).way.set(new Fault.Delay(by));
    }

    void heal(Life life) {
        homes.get(life.home()).way.heal();
    }

    List<Life> alive() {
        return lives.stream().filter(Life::isAlive).toList();
    }

    Optional<Life> any(RandomGenerator random) {
        List<Life> alive = alive();
        return alive.isEmpty() ? Optional.empty() : Optional.of(alive.get(random.nextInt(alive.size())));
    }

    /** All there ever were, in the order in which they came to listen. */
    List<Life> lives() {
        return List.copyOf(lives);
    }

    /** Who came after {@code life} in its home. */
    Optional<Life> heir(Life life) {
        return lives.stream()
                .filter(other -> other.home() == life.home())
                .filter(other -> other.listening().isAfter(life.listening()))
                .findFirst();
    }

    @Override
    public void close() {
        lives.forEach(life -> life.broker().close());
        homes.forEach(home -> home.way.close());
    }
}
