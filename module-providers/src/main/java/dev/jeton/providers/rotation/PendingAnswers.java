package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantFailed;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Answers in hand that the store does not hold yet. An answer is knowledge that nobody else has: it is kept in memory and in
 * the journal until the store has taken it, or holds something newer; whoever claims the grant by then.
 */
final class PendingAnswers implements AutoCloseable {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final int MOST_ATTEMPTS = 50;

    private final String home;
    private final GrantStore store;
    private final Journal journal;
    private final Steps steps;
    private final TimeSource time;
    private final Map<TokenKey, Answer> pending = new ConcurrentHashMap<>();
    private volatile @Nullable Thread committer;
    private volatile boolean closed;

    /** @param lock held while the store is told, so that it is told once and the secret is not wiped meanwhile */
    private record Answer(TokenKey key, Grant next, Journal.Place place, ReentrantLock lock) {
        Answer(TokenKey key, Grant next, Journal.Place place) {
            this(key, next, place, new ReentrantLock());
        }
    }

    /** What became of telling the store. */
    private enum Outcome {
        COMMITTED,
        SUPERSEDED
    }

    /** @param home of this process, as its claims name it */
    PendingAnswers(String home, GrantStore store, Journal journal, Steps steps, TimeSource time) {
        this.home = home;
        this.store = store;
        this.journal = journal;
        this.steps = steps;
        this.time = time;
    }

    /** Takes over what a process before this one left behind, and tells the store as soon as it can be told. */
    void recover() {
        for (Journal.Left left : journal.left()) {
            add(new Answer(left.key(), left.next(), left.place()));
        }
        pending.keySet().forEach(key -> {
            try {
                settle(key);
            } catch (StoreUnavailable e) {
                steps.failed(key, GrantFailed.Stage.COMMIT, e);
            }
        });
        commitLater();
    }

    /** Of two answers for one key the one of the later generation knows more. */
    private void add(Answer answer) {
        pending.merge(answer.key, answer, (a, b) -> {
            boolean newer = b.next.generation() > a.next.generation();
            (newer ? a : b).place.clear();
            (newer ? a : b).next.close();
            return newer ? b : a;
        });
    }

    Journal.Place reserve() {
        return store.locality() == GrantStore.Locality.REMOTE ? journal.reserve() : Journal.NoJournal.INSTANCE;
    }

    /**
     * Keeps an answer: first here, then in the store. {@code next} belongs to this from now on.
     *
     * @param expected as what the store should still know the grant that was claimed
     * @return whether the store holds it; false = the store holds something newer
     * @throws StoreUnavailable if the store cannot be told now; it will be
     */
    boolean keep(TokenKey key, Revision expected, Grant next, Journal.Place place) {
        Answer answer = new Answer(key, next, place);
        answer.lock.lock();
        try {
            // In memory before anything can fail.
            pending.put(key, answer);
            write(answer);
            return settled(answer, commit(answer, expected), Step.COMMITTED);
        } catch (StoreUnavailable e) {
            steps.about(key, next, Step.COMMIT_PENDING);
            commitLater();
            throw e;
        } finally {
            answer.lock.unlock();
        }
    }

    private void write(Answer answer) {
        try {
            if (answer.place.write(answer.key, answer.next)) {
                steps.about(answer.key, answer.next, Step.JOURNALED);
            }
        } catch (StoreUnavailable e) {
            // The store itself may still take it.
            steps.failed(answer.key, GrantFailed.Stage.JOURNAL, e);
        }
    }

    /** Whether there is an answer for {@code key} that the store does not hold yet. */
    boolean holds(TokenKey key) {
        return pending.containsKey(key);
    }

    /**
     * Tells the store of an answer for {@code key}, if one is pending.
     *
     * @return whether one was
     * @throws StoreUnavailable if it still cannot be told
     */
    boolean settle(TokenKey key) {
        Answer answer = pending.get(key);
        if (answer == null) {
            return false;
        }
        answer.lock.lock();
        try {
            if (answer.equals(pending.get(key))) {
                settled(answer, commit(answer, null), Step.RECOVERED);
            }
            return true;
        } finally {
            answer.lock.unlock();
        }
    }

    private boolean settled(Answer answer, Outcome outcome, Step committed) {
        boolean taken = outcome == Outcome.COMMITTED;
        steps.about(answer.key, answer.next, taken ? committed : Step.SUPERSEDED);
        pending.remove(answer.key, answer);
        answer.place.clear();
        answer.next.close();
        return taken;
    }

    private Outcome commit(Answer answer, @Nullable Revision expected) {
        @Nullable Revision seen = expected;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (seen != null && store.replace(answer.key, seen, answer.next).isPresent()) {
                return Outcome.COMMITTED;
            }
            Optional<StoredGrant> found = store.find(answer.key);
            try (StoredGrant now = found.orElse(null)) {
                if (now == null || !now.grant().family().equals(answer.next.family())) {
                    // Forgotten, or connected anew, by a person: that was meant.
                    return Outcome.SUPERSEDED;
                }
                if (now.grant().generation() >= answer.next.generation()) {
                    return isOurs(now.grant(), answer.next) ? Outcome.COMMITTED : Outcome.SUPERSEDED;
                }
                if (isBeingSpentByAnother(now.grant(), answer.next)) {
                    return Outcome.SUPERSEDED;
                }
                // The generation that was spent, or one before it out of an old backup; whoever claims it by now.
                seen = now.revision();
            }
        }
        throw new StoreUnavailable("the grant is changed by others all the time", null);
    }

    /** A write of ours whose acknowledgement was lost. */
    private static boolean isOurs(Grant stored, Grant next) {
        return stored.generation() == next.generation() && isSameToken(stored, next);
    }

    /**
     * An answer that kept the refresh token is worth an access token and no more. Whoever has taken over may be given another
     * refresh token for it, and that answer must not find its place taken.
     */
    private boolean isBeingSpentByAnother(Grant stored, Grant next) {
        return isSameToken(stored, next)
                && stored.claim()
                        .filter(claim -> !claim.owner().home().equals(home))
                        .isPresent();
    }

    private static boolean isSameToken(Grant one, Grant other) {
        return Grant.familyOf(one.refreshToken()).equals(Grant.familyOf(other.refreshToken()));
    }

    private synchronized void commitLater() {
        if (committer == null && !closed && !pending.isEmpty()) {
            committer = Thread.ofVirtual().name("pending-answers").start(this::commitUntilDone);
        }
    }

    private void commitUntilDone() {
        try {
            while (!pending.isEmpty() && !closed) {
                time.pause(BETWEEN_ATTEMPTS);
                pending.keySet().forEach(this::trySettle);
            }
        } catch (InterruptedException e) {
            // Closing.
        } finally {
            synchronized (this) {
                committer = null;
            }
            commitLater();
        }
    }

    private void trySettle(TokenKey key) {
        try {
            settle(key);
        } catch (StoreUnavailable e) {
            // Not yet.
        }
    }

    /** Tries once more; what the store cannot be told now is in the journal. */
    @Override
    public void close() {
        closed = true;
        @Nullable Thread running = committer;
        if (running != null) {
            running.interrupt();
        }
        pending.keySet().forEach(this::trySettle);
    }
}
