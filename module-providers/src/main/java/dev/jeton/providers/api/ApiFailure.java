package dev.jeton.providers.api;

import org.jspecify.annotations.Nullable;

/** An API did not answer, or not to the end. Messages name its host and nothing that came over the wire. */
public final class ApiFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong. */
    public enum Kind {
        /** It cannot be reached, or broke off. */
        BROKEN,
        /** It kept silent for too long. */
        SILENT
    }

    private ApiFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static ApiFailure broken(String message, @Nullable Throwable cause) {
        return new ApiFailure(Kind.BROKEN, message, cause);
    }

    static ApiFailure silent(String message) {
        return new ApiFailure(Kind.SILENT, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** The message, never null. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
