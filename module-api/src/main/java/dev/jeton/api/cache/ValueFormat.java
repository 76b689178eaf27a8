package dev.jeton.api.cache;

/**
 * How the values of one type become JSON, and values again. Values are shared by everybody in this process who asks for the
 * key, so nobody can change them; and they are told apart by their format, so there is one object of it for one type.
 */
public interface ValueFormat<T> {

    /** {@code value} as JSON in UTF-8. */
    byte[] write(T value);

    /** @throws UnreadableValue if {@code json} is none of what {@link #write} gives */
    T read(byte[] json) throws UnreadableValue;

    /** A value that is not what it should be; the message holds nothing of it. */
    final class UnreadableValue extends Exception {
        private static final long serialVersionUID = 1L;

        public UnreadableValue(String reason) {
            super(reason);
        }
    }
}
