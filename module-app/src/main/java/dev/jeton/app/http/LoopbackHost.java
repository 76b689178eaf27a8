package dev.jeton.app.http;

import dev.jeton.api.Loopback;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a Host header whether a caller means this machine: a {@link Loopback} host, with any port or none. Nothing is looked up;
 * whoever attacks by names would answer.
 */
final class LoopbackHost {

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

    /** Callers on one machine call it by one name; it is matched once. */
    private static volatile String lastMatch = "localhost";

    private LoopbackHost() {}

    static boolean isNamedBy(@Nullable String header) {
        return header != null && (header.equals(lastMatch) || matches(header));
    }

    /** Whether pages of this machine have {@code origin} (RFC 6454 section 7); {@code null} is nobody's. */
    static boolean isOrigin(String origin) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && isLoopback(origin.substring(scheme + 3));
    }

    private static boolean matches(String header) {
        boolean loopback = isLoopback(header);
        if (loopback) {
            lastMatch = header;
        }
        return loopback;
    }

    private static boolean isLoopback(String hostAndPort) {
        return Loopback.isNamedBy(PORT.matcher(hostAndPort).replaceFirst(""));
    }
}
