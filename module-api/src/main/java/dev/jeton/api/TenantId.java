package dev.jeton.api;

/**
 * The tenant on whose behalf a token is used: 1 to 128 ASCII characters, letters, digits, {@code . _ -}, the first one
 * a letter or digit. The narrow alphabet is what makes it safe as part of a Redis key, a path and a log line.
 */
public record TenantId(String value) {

    private static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if {@code value} has another shape; the message never repeats the value */
    public TenantId {
        if (!Words.isWord(value, MAX_LENGTH, TenantId::mayAppear)) {
            throw new IllegalArgumentException(
                    "tenantId must be 1 to 128 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
    }

    private static boolean mayAppear(char c) {
        return Words.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
