package dev.jeton.api.port;

import dev.jeton.api.port.Resealing.Fate;
import dev.jeton.api.port.Resealing.Outcome;
import dev.jeton.api.port.Resealing.Progress;
import java.util.function.Supplier;

/** Counts what became of the entries while they are sealed again, and tells how far that is. */
public final class ResealTally {

    /** How often an entry is tried that others write at the same time. */
    private static final int ATTEMPTS = 5;

    private final Progress progress;
    private final long total;
    private long done;
    private Outcome outcome = Outcome.NOTHING;

    /** @param total how many entries there are at the beginning */
    public ResealTally(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
        progress.at(0, total);
    }

    /** Tries one entry, again and again as long as others are quicker. */
    public void count(Supplier<Fate> attempt) {
        Fate fate = attempt.get();
        for (int again = 1; again < ATTEMPTS && fate == Fate.CONTESTED; again++) {
            fate = attempt.get();
        }
        outcome = outcome.and(fate);
        progress.at(++done, Math.max(done, total));
    }

    public Outcome outcome() {
        return outcome;
    }
}
