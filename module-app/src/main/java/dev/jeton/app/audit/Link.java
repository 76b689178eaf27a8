package dev.jeton.app.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a chain has come to: how many lines there are, and the SHA-256 of the last one, in hex. The next line carries both.
 *
 * @param seq number of the last line; 0 = there is none
 */
record Link(long seq, String hash) {

    /** What the first line of all follows. */
    static final Link BEGINNING = new Link(0, "0".repeat(64));

    /** After one more line, whose bytes these are without its end. */
    Link after(byte[] line) {
        return new Link(seq + 1, hashOf(line));
    }

    static String hashOf(byte[] line) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return seq + " " + hash;
    }
}
