package dev.jeton.e2e;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A broker from its start to its kill. */
final class Life {

    private final int home;
    private final Broker broker;
    private final Instant listening = Instant.now();
    private volatile @Nullable Instant killed;

    /** @param home which data directory it has; the next life there is its heir */
    Life(int home, Broker broker) {
        this.home = home;
        this.broker = broker;
    }

    int home() {
        return home;
    }

    Broker broker() {
        return broker;
    }

    /** When it was seen to listen; by then it has read its journal. */
    Instant listening() {
        return listening;
    }

    /** SIGKILL. */
    void kill() {
        // In this order: whoever is hung up on finds it killed.
        killed = Instant.now();
        broker.process().kill();
    }

    Optional<Instant> killed() {
        return Optional.ofNullable(killed);
    }

    boolean isAlive() {
        return killed == null;
    }

    @Override
    public String toString() {
        return "home " + home + " pid " + broker.process().pid();
    }
}
