package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantFailed;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers in hand that the store does not hold yet. An answer is knowledge that nobody else has: it is kept in memory and in
 * the journal until the store has taken it, or holds something newer; whoever claims the grant by then.
 */
final class PendingAnswers implements AutoCloseable {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

    private final GrantStore store;
    private final Commits commits;
    private final Journal journal;
    private final Steps steps;
    private final TimeSource time;
    private final Map<TokenKey, Answer> pending = new ConcurrentHashMap<>();
    private volatile @Nullable Thread committer;
    private volatile boolean closed;

    PendingAnswers(GrantStore store, Journal journal, Steps steps, TimeSource time) {
        this.store = store;
        this.commits = new Commits(store);
        this.journal = journal;
        this.steps = steps;
        this.time = time;
    }

    /** Takes over what a process before this one left behind, and tells the store as soon as it can be told. */
    void recover() {
        for (Journal.Left left : journal.left()) {
            add(new Answer(left.key(), null, left.next(), left.place()));
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
        pending.merge(answer.key(), answer, (a, b) -> {
            boolean newer = b.next().generation() > a.next().generation();
            (newer ? a : b).place().clear();
            (newer ? a : b).next().close();
            return newer ? b : a;
        });
    }

    Journal.Place reserve() {
        return store.locality() == GrantStore.Locality.REMOTE ? journal.reserve() : Journal.NoJournal.INSTANCE;
    }

    /**
     * Keeps an answer: first here, then in the store. {@code next} belongs to this from now on.
     *
     * @param held the claim under which it was got
     * @return whether the store holds it; false = the store holds something newer
     * @throws StoreUnavailable if the store cannot be told now; it will be
     */
    boolean keep(HeldClaim held, Grant next, Journal.Place place) {
        TokenKey key = held.key();
        Answer answer = new Answer(key, held.grant().refreshFingerprint(), next, place);
        answer.lock().lock();
        try {
            // In memory before anything can fail.
            pending.put(key, answer);
            write(answer);
            return settled(answer, commits.commit(answer, held.revision()), Step.COMMITTED);
        } catch (StoreUnavailable e) {
            steps.about(key, next, Step.COMMIT_PENDING);
            commitLater();
            throw e;
        } finally {
            answer.lock().unlock();
        }
    }

    private void write(Answer answer) {
        try {
            if (answer.place().write(answer.key(), answer.next())) {
                steps.about(answer.key(), answer.next(), Step.JOURNALED);
            }
        } catch (StoreUnavailable e) {
            // The store itself may still take it.
            steps.failed(answer.key(), GrantFailed.Stage.JOURNAL, e);
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
        answer.lock().lock();
        try {
            if (answer.equals(pending.get(key))) {
                settled(answer, commits.commit(answer, null), Step.RECOVERED);
            }
            return true;
        } finally {
            answer.lock().unlock();
        }
    }

    private boolean settled(Answer answer, Commits.Outcome outcome, Step committed) {
        boolean taken = outcome == Commits.Outcome.COMMITTED;
        steps.about(answer.key(), answer.next(), taken ? committed : Step.SUPERSEDED);
        pending.remove(answer.key(), answer);
        answer.place().clear();
        answer.next().close();
        return taken;
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
