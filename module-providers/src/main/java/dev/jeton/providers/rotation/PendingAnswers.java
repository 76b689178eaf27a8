package dev.jeton.providers.rotation;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantFailed;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers in hand that the store does not hold yet. An answer is knowledge that nobody else has: it is kept in memory and in
 * the journal until the store has taken it, or holds something newer; whoever claims the grant by then.
 */
final class PendingAnswers implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final GrantStore store;
    private final Commits commits;
    private final Journal journal;
    private final Steps steps;
    private final TimeSource time;
    private final Map<Connection, Answer> pending = new ConcurrentHashMap<>();
    private volatile @Nullable Thread committer;
    private volatile boolean closed;

    /** A tenant that was connected anew may have left an answer of the old connection behind. */
    private record Connection(TokenKey key, Fingerprint family) {
        static Connection of(Answer answer) {
            return new Connection(answer.key(), answer.next().family());
        }
    }

    /** @param home of this process, as its claims name it */
    PendingAnswers(String home, GrantStore store, Journal journal, Steps steps, TimeSource time) {
        this.store = store;
        this.commits = new Commits(home, store);
        this.journal = journal;
        this.steps = steps;
        this.time = time;
    }

    /** Takes over what a process before this one left behind, and tells the store as soon as it can be told. */
    void recover() {
        for (Journal.Left left : journal.left()) {
            add(new Answer(left.key(), null, left.next(), left.place()));
        }
        settleAll();
        commitLater();
    }

    /** Of two answers for one connection the one of the later generation knows more. */
    private void add(Answer answer) {
        pending.merge(Connection.of(answer), answer, (a, b) -> {
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
            pending.put(Connection.of(answer), answer);
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
        return pending.keySet().stream().anyMatch(connection -> connection.key.equals(key));
    }

    /**
     * Tells the store of what is pending for {@code key}.
     *
     * @return whether anything was
     * @throws StoreUnavailable if it still cannot be told
     */
    boolean settle(TokenKey key) {
        List<Connection> waiting = pending.keySet().stream()
                .filter(connection -> connection.key.equals(key))
                .toList();
        waiting.forEach(this::settle);
        return !waiting.isEmpty();
    }

    private void settle(Connection connection) {
        Answer answer = pending.get(connection);
        if (answer == null) {
            return;
        }
        answer.lock().lock();
        try {
            if (answer.equals(pending.get(connection))) {
                settled(answer, commits.commit(answer, null), Step.RECOVERED);
            }
        } finally {
            answer.lock().unlock();
        }
    }

    private boolean settled(Answer answer, Commits.Outcome outcome, Step committed) {
        boolean taken = outcome == Commits.Outcome.COMMITTED;
        steps.about(answer.key(), answer.next(), taken ? committed : Step.SUPERSEDED);
        pending.remove(Connection.of(answer), answer);
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
            Duration pause = FIRST_PAUSE;
            while (!pending.isEmpty() && !closed) {
                time.pause(pause);
                pause = settleAll() ? FIRST_PAUSE : longer(pause);
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

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** One round; it ends where the store is away, for each answer would wait as long as the first. */
    private boolean settleAll() {
        Deadline deadline = Deadline.in(LAST_WORDS, time);
        for (Connection connection : pending.keySet()) {
            try {
                settle(connection);
            } catch (StoreUnavailable e) {
                return false;
            } catch (RuntimeException e) {
                // The others have to be told all the same; this one again later.
                steps.failed(connection.key, GrantFailed.Stage.COMMIT, new StoreUnavailable("the store failed", e));
            }
            if (deadline.hasPassed()) {
                return false;
            }
        }
        return true;
    }

    /** Tries once more; what the store cannot be told now is in the journal. */
    @Override
    public void close() {
        closed = true;
        Thread running = committer;
        if (running != null) {
            running.interrupt();
        }
        boolean unused = settleAll();
    }
}
