package dev.jeton.api.identity;

import java.util.UUID;

/** Names a row of ours for ever: a random UUID in its usual spelling (RFC 9562). It is no secret, and proves nothing. */
public record RowId(String value) {

    private static final int LENGTH = 36;

    /** @throws IllegalArgumentException if {@code value} is no UUID in lower case */
    public RowId {
        if (value.length() != LENGTH || !isCanonical(value)) {
            throw new IllegalArgumentException("id must be a UUID in lower case");
        }
    }

    private static boolean isCanonical(String value) {
        try {
            return UUID.fromString(value).toString().equals(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A new one. */
    public static RowId random() {
        return new RowId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
