package dev.jeton.api;

/**
 * The kind of upstream a token comes from, {@code genesys} or {@code acme-crm}: 1 to 64 lower-case ASCII letters, digits
 * and hyphens, the first one a letter or digit. It is a label of metrics and a part of Redis keys.
 */
public record ProviderId(String value) {

    private static final int MAX_LENGTH = 64;

    /** @throws IllegalArgumentException if {@code value} has another shape; the message never repeats the value */
    public ProviderId {
        if (!Words.isWord(value, MAX_LENGTH, ProviderId::mayAppear)) {
            throw new IllegalArgumentException(
                    "type must be 1 to 64 characters of a-z 0-9 - and begin with a letter or digit");
        }
    }

    private static boolean mayAppear(char c) {
        return c == '-' || (Words.isLetterOrDigit(c) && !(c >= 'A' && c <= 'Z'));
    }

    @Override
    public String toString() {
        return value;
    }
}
