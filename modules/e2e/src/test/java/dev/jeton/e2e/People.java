package dev.jeton.e2e;

import dev.jeton.simulator.Simulator;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/** The people who connect tenants at Qontak, and bring the refresh token to any broker that is alive. */
final class People {

    private final Simulator simulator;
    private final Fleet fleet;
    private final Map<String, Connection> current = new ConcurrentHashMap<>();
    private final Queue<Connection> all = new ConcurrentLinkedQueue<>();

    /**
     * A connection that a broker has acknowledged.
     *
     * @param family by which the provider knows it
     */
    record Connection(String tenant, long family, Instant acknowledged) {}

    People(Simulator simulator, Fleet fleet) {
        this.simulator = simulator;
        this.fleet = fleet;
    }

    /** The tenant's connection; empty while a person is making another. */
    Optional<Connection> connection(String tenant) {
        return Optional.ofNullable(current.get(tenant));
    }

    /** Every connection that was acknowledged. */
    List<Connection> all() {
        return List.copyOf(all);
    }

    /** Connects again in the place of {@code old}, unless somebody else does or did. */
    void connectAgain(Connection old, RandomGenerator random) {
        if (current.remove(old.tenant, old)) {
            connect(old.tenant, random);
        }
    }

    /** Tries until a broker has acknowledged it; with another refresh token each time, for the last one may be spent. */
    void connect(String tenant, RandomGenerator random) {
        Optional<Connection> connected = Optional.empty();
        while (connected.isEmpty()) {
            connected = fleet.any(random).flatMap(life -> attempt(tenant, life));
        }
        current.put(tenant, connected.get());
        all.add(connected.get());
    }

    private Optional<Connection> attempt(String tenant, Life life) {
        String refreshToken = simulator.qontak().connect(tenant);
        long family = simulator.qontak().grants().families(tenant).getLast().id();
        try {
            boolean taken = life.broker().connect(tenant, refreshToken).status() == 200;
            return taken ? Optional.of(new Connection(tenant, family, Instant.now())) : Optional.empty();
        } catch (UncheckedIOException e) {
            // Killed meanwhile.
            return Optional.empty();
        }
    }
}
