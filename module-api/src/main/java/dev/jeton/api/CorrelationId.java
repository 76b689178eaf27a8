package dev.jeton.api;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ties one request together across processes and log lines: 1 to 100 characters of {@code [A-Za-z0-9._:-]}.
 */
public record CorrelationId(String value) {

    private static final int MAX_LENGTH = 100;

    private static final long VERSION_4 = 0x4000;
    private static final long NO_VERSION = ~0xf000L;
    private static final long VARIANT = 1L << 63;
    private static final long NO_VARIANT = -1L >>> 2;

    /** Keeps processes apart whose generators happen to begin alike. */
    private static final long PROCESS = UUID.randomUUID().getMostSignificantBits();

    /** @throws IllegalArgumentException if {@code value} has another shape; the message never repeats the value */
    public CorrelationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("correlationId must be 1 to 100 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    /**
     * A new one that nobody else has, in the shape of a random UUID. It is a name and no secret, so it need not be unguessable:
     * the generator for that takes a lock, which all requests would share.
     */
    public static CorrelationId random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = ((PROCESS ^ random.nextLong()) & NO_VERSION) | VERSION_4;
        long least = (random.nextLong() & NO_VARIANT) | VARIANT;
        return new CorrelationId(new UUID(most, least).toString());
    }

    /** The id spelled by {@code value}, or nothing where it is no valid one. */
    public static Optional<CorrelationId> parse(String value) {
        return isValid(value) ? Optional.of(new CorrelationId(value)) : Optional.empty();
    }

    private static boolean isValid(String value) {
        return !value.isEmpty() && value.length() <= MAX_LENGTH && Words.isMadeOf(value, CorrelationId::mayAppear);
    }

    private static boolean mayAppear(char c) {
        return Words.isLetterOrDigit(c) || c == '.' || c == '_' || c == ':' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
