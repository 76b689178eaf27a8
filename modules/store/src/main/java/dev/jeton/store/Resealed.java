package dev.jeton.store;

/**
 * What a resealing did.
 *
 * @param rewritten rows that are sealed with the newest key now and were not before
 * @param unreadable rows that no key of ours opens; they are as they were
 */
public record Resealed(long rewritten, long unreadable) {
    public static final Resealed NOTHING = new Resealed(0, 0);

    public Resealed plus(Resealed other) {
        return new Resealed(rewritten + other.rewritten, unreadable + other.unreadable);
    }
}
