package dev.jeton.store;

import java.util.function.Consumer;

/** Adds up what became of the rows and tells how far it is. */
final class ResealTally implements Consumer<Resealed> {

    private final SealProgress progress;
    private final long total;
    private long done;
    private Resealed sum = Resealed.NOTHING;

    ResealTally(SealProgress progress, long total) {
        this.progress = progress;
        this.total = total;
        progress.on(0, total);
    }

    @Override
    public void accept(Resealed row) {
        sum = sum.plus(row);
        progress.on(++done, total);
    }

    Resealed sum() {
        return sum;
    }
}
