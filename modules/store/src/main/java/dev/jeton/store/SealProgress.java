package dev.jeton.store;

/** Hears how far a resealing has come. */
@FunctionalInterface
public interface SealProgress {
    /**
     * {@code done} values of {@code total} have been looked at; the total is what was there at the beginning, so that more
     * may be done in the end.
     */
    void on(long done, long total);
}
