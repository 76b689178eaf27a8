package dev.jeton.store;

import dev.jeton.api.port.ResealTally;
import dev.jeton.api.port.Resealing;
import dev.jeton.store.sql.SealedRows;
import java.util.List;

/** Seals the rows of some tables again, one table after the other. */
record SqlResealing(List<SealedRows> tables) implements Resealing {
    @Override
    public Outcome reseal(Progress progress) {
        long total = tables.stream().mapToLong(SealedRows::total).sum();
        ResealTally tally = new ResealTally(progress, total);
        tables.forEach(table -> table.reseal(tally));
        return tally.outcome();
    }
}
