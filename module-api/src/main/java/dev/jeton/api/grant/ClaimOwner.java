package dev.jeton.api.grant;

import java.util.UUID;

/**
 * Who holds a claim.
 *
 * @param home names the data directory that one process at a time has locked; a process that finds a claim of its own home
 *     which it did not make knows that whoever made it has died
 * @param holding random for each claim
 */
public record ClaimOwner(String home, String holding) {
    private static final char SEPARATOR = '/';

    /** @throws IllegalArgumentException if a part is empty or holds the separator */
    public ClaimOwner {
        if (home.isEmpty() || holding.isEmpty() || home.indexOf(SEPARATOR) >= 0 || holding.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("a claim's owner has two parts without a slash");
        }
    }

    /** A new holding of {@code home}. */
    public static ClaimOwner of(String home) {
        return new ClaimOwner(home, UUID.randomUUID().toString());
    }

    /** @throws IllegalArgumentException if {@code text} is not what {@link #toString} writes */
    public static ClaimOwner parse(String text) {
        int slash = text.indexOf(SEPARATOR);
        if (slash < 0) {
            throw new IllegalArgumentException("a claim's owner has two parts");
        }
        return new ClaimOwner(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return home + SEPARATOR + holding;
    }
}
