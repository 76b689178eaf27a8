package dev.jeton.identity.upkeep;

import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRows;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.rows.CachedRows;
import dev.jeton.identity.rows.Repositories;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Removes rows that have been over for long enough, a few at a time, so that nobody waits for it. */
public final class CleanUp {

    private static final int AT_ONCE = 500;

    private final IdentityStore store;
    private final Repositories rows;
    private final Duration kept;
    private final TimeSource time;

    /** @param kept how long a row is kept that is over */
    public CleanUp(IdentityStore store, Repositories rows, Duration kept, TimeSource time) {
        this.store = store;
        this.rows = rows;
        this.kept = kept;
        this.time = time;
    }

    /** Removes all that there are by now; tells how many they were. */
    public long run(Progress progress) {
        Instant before = time.now().minus(kept);
        Sweep sweep = new Sweep(before, progress);
        sweep.over(store.verificationTokens(), rows.verificationTokens());
        sweep.over(store.refreshTokens(), rows.refreshTokens());
        sweep.over(store.apiTokens(), rows.apiTokens());
        sweep.over(store.jwtKeys(), rows.jwtKeys());
        return sweep.removed;
    }

    private static final class Sweep {

        private final Instant before;
        private final Progress progress;
        private long removed;

        Sweep(Instant before, Progress progress) {
            this.before = before;
            this.progress = progress;
        }

        <R extends IdentityRow> void over(IdentityRows<R> store, CachedRows<R> cached) {
            List<R> dead;
            do {
                dead = store.removeDead(before, AT_ONCE);
                cached.forget(dead);
                removed += dead.size();
                progress.done(removed);
            } while (dead.size() == AT_ONCE && !Thread.currentThread().isInterrupted());
        }
    }
}
