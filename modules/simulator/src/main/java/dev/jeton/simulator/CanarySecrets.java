package dev.jeton.simulator;

import java.security.SecureRandom;
import java.util.Base64;

/** Invents secrets that a search through logs, errors and heaps can recognise. */
final class CanarySecrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private CanarySecrets() {}

    /** A new secret, {@code c4nary-token-…}; made of letters, digits, {@code -} and {@code _} only. */
    static String invent(String kind) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Simulator.CANARY + "-" + kind + "-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
