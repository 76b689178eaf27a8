package dev.jeton.e2e;

import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.BooleanSupplier;

/** Orders to a {@link HeldBroker} in another process: at which step of its refresh a tenant is to be held, and how long. */
final class Holds {

    /** The one event that is no step of the protocol. */
    static final String PUBLISHED = "PUBLISHED";

    private final Path directory = Scratch.directory("holds");

    Path directory() {
        return directory;
    }

    /**
     * From now on the tenant is held where it comes to {@code step}.
     *
     * @return whether {@code broker} holds it there
     */
    BooleanSupplier hold(Broker broker, String tenant, String step) {
        long before = lines(broker, tenant, step);
        try {
            // In one move: half an order would be read as another one.
            Path fresh = Files.writeString(directory.resolve(tenant + ".new"), step);
            Files.move(fresh, directory.resolve(tenant), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return () -> lines(broker, tenant, step) > before;
    }

    private static long lines(Broker broker, String tenant, String step) {
        return broker.process().output().stream()
                .filter(line(tenant, step)::equals)
                .count();
    }

    /** From now on it is not held any more. */
    void letGo(String tenant) {
        try {
            Files.deleteIfExists(directory.resolve(tenant));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(String tenant, String step) {
        return "held " + tenant + " at " + step;
    }
}
