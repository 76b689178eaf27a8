package dev.jeton.simulator.request;

/** A request that cannot be read; the message says why in words that are safe to send back. */
public final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Malformed(String why) {
        super(why, null, false, false);
    }

    /** The message, never null. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
