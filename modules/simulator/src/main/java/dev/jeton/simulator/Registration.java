package dev.jeton.simulator;

import java.time.Duration;

/** What everything that is registered has to obey; a test with a typo should fail where it is written. */
final class Registration {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(172_800);

    private Registration() {}

    static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    static void requireLifetime(Duration lifetime) {
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0 || !isWholeSeconds(lifetime)) {
            throw new IllegalArgumentException("lifetime must be 1 to 172800 whole seconds, was " + lifetime);
        }
    }

    private static boolean isWholeSeconds(Duration duration) {
        return duration.equals(Duration.ofSeconds(duration.toSeconds()));
    }
}
