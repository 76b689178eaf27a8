package dev.jeton.api.grant;

/** Names one state of one grant in its store; only the store that made it knows what the text means. */
public record Revision(String text) {
    /** There is no grant. */
    public static final Revision NONE = new Revision("");
}
