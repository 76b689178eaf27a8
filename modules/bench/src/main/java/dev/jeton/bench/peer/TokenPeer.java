package dev.jeton.bench.peer;

import java.util.Map;

/** One way to have a tenant's token. */
@FunctionalInterface
public interface TokenPeer extends AutoCloseable {

    /** The token to be sent for {@code tenant}, which is known. */
    String token(String tenant);

    @Override
    default void close() {}

    /** What a peer that holds one token an object has for {@code tenant}. */
    static <T> T known(Map<String, T> objects, String tenant) {
        T found = objects.get(tenant);
        if (found == null) {
            throw new IllegalArgumentException(tenant + " is not known");
        }
        return found;
    }
}
