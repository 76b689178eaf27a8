package dev.jeton.api.identity;

/**
 * The user of a product whose token this is: 1 to 128 ASCII characters, letters, digits, {@code . _ - @ +}, the first one a
 * letter or digit. The narrow alphabet makes it safe as part of a key, a path and a log line.
 */
public record UserId(String value) {

    private static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if {@code value} has another shape; the message never repeats the value */
    public UserId {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || !isLetterOrDigit(value.charAt(0))
                || !value.chars().allMatch(c -> isLetterOrDigit(c) || "._-@+".indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "userId must be 1 to 128 characters of A-Z a-z 0-9 . _ - @ + and begin with a letter or digit");
        }
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
