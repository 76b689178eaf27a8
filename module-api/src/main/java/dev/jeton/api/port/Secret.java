package dev.jeton.api.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
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
    private static final int MOST_UTF8_BYTES_PER_CHAR = 3;

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

    /** A secret with the characters that {@code utf8} encodes; the caller still has to wipe what it passed. */
    public static Secret ofUtf8(byte[] utf8) {
        CharBuffer decoded = CharBuffer.allocate(utf8.length);
        // Malformed bytes become replacement characters: a secret that is wrong anyway.
        UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(utf8), decoded, true);
        try {
            return copyOf(decoded.array(), 0, decoded.position());
        } finally {
            Arrays.fill(decoded.array(), '\0');
        }
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

    /**
     * Lends the characters, encoded, to {@code reader}; they are wiped when it returns.
     *
     * @throws IllegalStateException if the secret has been wiped
     */
    public <T> T revealUtf8(Function<byte[], T> reader) {
        byte[] encoded = reveal(Secret::encode);
        try {
            return reader.apply(encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static byte[] encode(char[] characters) {
        ByteBuffer encoded = ByteBuffer.allocate(characters.length * MOST_UTF8_BYTES_PER_CHAR);
        UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(characters), encoded, true);
        try {
            return Arrays.copyOf(encoded.array(), encoded.position());
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
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
