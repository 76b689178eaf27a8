package dev.jeton.api.port;

/**
 * Makes bytes unreadable for whoever sees them outside this process: in Redis, in a database, on disk. What is sealed opens
 * again only under the label that it was sealed with, so a value that was moved under another key does not.
 */
public interface Sealer {
    /** The bytes to store in place of {@code plain}. */
    byte[] seal(SealLabel label, byte[] plain);

    /**
     * What was sealed.
     *
     * @throws Unopenable if {@code sealed} was not sealed here under this label, or was changed since
     */
    byte[] open(SealLabel label, byte[] sealed) throws Unopenable;

    /** Whether {@code sealed} looks as {@link #seal} would write it today, with the newest key. */
    boolean isCurrent(byte[] sealed);

    /** Stores everything as it is: for programs that share the values. */
    static Sealer none() {
        return Unsealed.INSTANCE;
    }

    /** No encryption at all. */
    enum Unsealed implements Sealer {
        INSTANCE;

        @Override
        public byte[] seal(SealLabel label, byte[] plain) {
            return plain.clone();
        }

        @Override
        public byte[] open(SealLabel label, byte[] sealed) {
            return sealed.clone();
        }

        @Override
        public boolean isCurrent(byte[] sealed) {
            return true;
        }
    }
}
