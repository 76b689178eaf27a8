package dev.jeton.api;

import java.util.Optional;
import java.util.UUID;

/**
 * Ties one request together across processes and log lines: 1 to 100 characters of {@code [A-Za-z0-9._:-]}.
 */
public record CorrelationId(String value) {

    private static final int MAX_LENGTH = 100;

    /** @throws IllegalArgumentException if {@code value} has another shape; the message never repeats the value */
    public CorrelationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("correlationId must be 1 to 100 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    /** A new one that nobody else has. */
    public static CorrelationId random() {
        return new CorrelationId(UUID.randomUUID().toString());
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
