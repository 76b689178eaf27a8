package dev.jeton.api.port;

import java.util.Arrays;
import java.util.function.Function;

/**
 * A secret in memory that can be wiped. It is the only owner of its characters; whoever closes it overwrites them.
 * {@code toString} prints nothing of it, not even the length.
 *
 * <p>What this cannot do: a library that demands a {@code String}, an {@code Authorization} header for one, holds a copy
 * until the garbage collector reuses its memory.
 */
public final class Secret implements AutoCloseable {

    private final char[] characters;
    private volatile boolean wiped;

    private Secret(char[] characters) {
        this.characters = characters;
    }

    /** A secret with its own copy of the characters; the caller still has to wipe what it passed. */
    public static Secret copyOf(char[] characters, int offset, int length) {
        return new Secret(Arrays.copyOfRange(characters, offset, offset + length));
    }

    /** A secret with the characters of {@code text}, for sources that have nothing better than a string. */
    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /**
     * Lends the characters to {@code reader}, which must not keep them.
     *
     * @throws IllegalStateException if the secret has been wiped
     */
    public <T> T reveal(Function<char[], T> reader) {
        if (wiped) {
            throw new IllegalStateException("the secret has been wiped");
        }
        return reader.apply(characters);
    }

    /** Another secret with the same characters, to be closed on its own. */
    public Secret copy() {
        return reveal(chars -> copyOf(chars, 0, chars.length));
    }

    public boolean isBlank() {
        return reveal(chars -> {
            for (char c : chars) {
                if (!Character.isWhitespace(c)) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Overwrites the characters; more than once does no harm. */
    @Override
    public void close() {
        wiped = true;
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
