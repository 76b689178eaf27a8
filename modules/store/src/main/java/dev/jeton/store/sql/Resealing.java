package dev.jeton.store.sql;

import dev.jeton.store.Resealed;
import java.util.function.Consumer;

/** One table's part in a change of keys. */
public interface Resealing {
    /** How many rows there are to look at. */
    long total();

    /**
     * Looks at every row, rewrites those that are not sealed as they would be today, and tells what became of each. What
     * somebody changes meanwhile is not overwritten.
     */
    void run(Consumer<Resealed> looked);
}
