package dev.jeton.api;

/** Which tokens a caller is content with: an intent, where others have a boolean. */
public sealed interface Freshness {

    /** Any token that is still good. */
    record Cached() implements Freshness {}

    /** A token newer than the one that is cached; forced requests of the same moment share one exchange. */
    record Forced() implements Freshness {}

    /** Any good token but this one, which an API has rejected. */
    record NotThis(Fingerprint rejected) implements Freshness {}

    /**
     * A token to take the place of this one, which is still good but due to be renewed. Nobody waits for it: where another
     * process is at it already, the old one will do.
     */
    record Ahead(Fingerprint due) implements Freshness {}

    /** Whether a token of this fingerprint may be handed out at all. */
    default boolean permits(Fingerprint fingerprint) {
        return !(this instanceof NotThis(Fingerprint rejected) && rejected.equals(fingerprint));
    }
}
