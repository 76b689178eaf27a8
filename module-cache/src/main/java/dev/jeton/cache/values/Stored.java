package dev.jeton.cache.values;

import java.time.Duration;

/** What is kept under a key: bytes, and for how long still. It holds whatever was found, and is shown to nobody. */
public final class Stored {

    private final byte[] bytes;
    private final Duration left;

    /** @param bytes are not copied: nobody changes them */
    public Stored(byte[] bytes, Duration left) {
        this.bytes = bytes;
        this.left = left;
    }

    /** Something that is no string of bytes at all, and nothing that we have put there. */
    public static Stored foreign() {
        return new Stored(new byte[0], Duration.ZERO);
    }

    boolean isForeign() {
        return bytes.length == 0;
    }

    /** The bytes; one more than the longest value has means "longer". */
    public byte[] bytes() {
        return bytes;
    }

    public Duration left() {
        return left;
    }

    /** Without the bytes. */
    @Override
    public String toString() {
        return "Stored[" + bytes.length + " bytes]";
    }
}
