package dev.jeton.providers.api;

import java.io.InputStream;

/** The body of a request. */
public sealed interface ApiBody {

    /** There is none. */
    record None() implements ApiBody {}

    /** All of it is here, so it can be sent again. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Held(byte[] bytes) implements ApiBody {}

    /**
     * It is read while it is sent, so it can be sent once.
     *
     * @param length as announced; -1 = not
     */
    record Streamed(InputStream bytes, long length) implements ApiBody {}

    /** Whether it can be sent again. */
    default boolean isRepeatable() {
        return !(this instanceof Streamed);
    }
}
