package dev.jeton.app.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a Host header whether a caller means this machine: {@code localhost}, an address of 127.0.0.0/8, or {@code
 * [::1]}, with any port or none. Nothing is looked up; whoever attacks by names would answer.
 */
final class LoopbackHost {

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Pattern LOOPBACK = Pattern.compile(
            "(?:localhost|127(?:\\." + BYTE + "){3}|\\[(?:::1|(?:0{1,4}:){7}0{0,3}1)\\])(?::[0-9]{1,5})?",
            Pattern.CASE_INSENSITIVE);

    /** Callers on one machine call it by one name; it is matched once. */
    private static volatile String lastMatch = "localhost";

    private LoopbackHost() {}

    static boolean isNamedBy(@Nullable String header) {
        return header != null && (header.equals(lastMatch) || matches(header));
    }

    /** Whether pages of this machine have {@code origin} (RFC 6454 section 7); {@code null} is nobody's. */
    static boolean isOrigin(String origin) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && LOOPBACK.matcher(origin.substring(scheme + 3)).matches();
    }

    private static boolean matches(String header) {
        boolean loopback = LOOPBACK.matcher(header).matches();
        if (loopback) {
            lastMatch = header;
        }
        return loopback;
    }
}
