package dev.jeton.app.caller;

/** How much one caller may ask of one process in a minute; 0 = as much as they like. */
public record Quota(int requestsPerMinute, int forcedRefreshesPerMinute) {

    public static final Quota NONE = new Quota(0, 0);

    /** @throws IllegalArgumentException if one is negative */
    public Quota {
        if (requestsPerMinute < 0 || forcedRefreshesPerMinute < 0) {
            throw new IllegalArgumentException("a quota must not be negative");
        }
    }
}
