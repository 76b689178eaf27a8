package dev.jeton.store.sql;

import dev.jeton.api.port.ResealTally;

/** One table's part in a change of keys. */
public interface SealedRows {
    /** How many there are. */
    long total();

    /**
     * Looks at every row and rewrites those that are not sealed as they would be today. What somebody changes meanwhile is
     * not overwritten.
     */
    void reseal(ResealTally tally);
}
