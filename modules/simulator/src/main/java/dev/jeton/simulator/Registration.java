package dev.jeton.simulator;

import java.time.Duration;

/** What everything that is registered has to obey; a test with a typo should fail where it is written. */
final class Registration {

    private static final Duration LONGEST = Duration.ofSeconds(172_800);

    private Registration() {}

    static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    static void requireLifetime(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0
                || lifetime.compareTo(LONGEST) > 0
                || lifetime.getNano() != 0) {
            throw new IllegalArgumentException("lifetime must be 1 to 172800 whole seconds, was " + lifetime);
        }
    }
}
