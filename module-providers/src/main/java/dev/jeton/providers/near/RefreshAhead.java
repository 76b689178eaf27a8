package dev.jeton.providers.near;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.time.Backoff;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Renews tokens before anybody has to wait for them. A token is found to be due by a request for it or, where it was asked for
 * in its last two lifetimes, by a look through all that are held; the others are left to die.
 *
 * <p>It goes the way that requests go, so one process of a fleet does it: the others find the lock taken, or the new token
 * there. Without the shared state there is no such lock, and nothing is renewed before callers need it.
 */
public final class RefreshAhead implements AutoCloseable {

    private static final long ROUNDS_PER_LOOK = 5;

    /** For each so many tokens a look is made that much less often: it takes some milliseconds then. */
    private static final long TOKENS_PER_LOOK = 100_000;

    private static final Backoff BETWEEN_ATTEMPTS = new Backoff(
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            () -> ThreadLocalRandom.current().nextDouble());

    private final NearTokens tokens;
    private final Renewal renewal;
    private final StateHealth health;
    private final Executor threads;
    private final TimeSource time;
    private final Map<ProviderId, Pace> paces = new ConcurrentHashMap<>();
    private final Thread upkeep;
    private DueTokens found = new DueTokens();

    /** Goes the way of requests for a token that takes the place of the due one. */
    @FunctionalInterface
    public interface Renewal {

        /** @throws TokenException if it cannot be had; whoever has to know is told on the way */
        void renew(TokenKey key, Fingerprint due);
    }

    /** @param threads runs each renewal on a thread of its own */
    public RefreshAhead(NearTokens tokens, Renewal renewal, StateHealth health, Executor threads, TimeSource time) {
        this.tokens = tokens;
        this.renewal = renewal;
        this.health = health;
        this.threads = threads;
        this.time = time;
        this.upkeep = Thread.ofVirtual().name("jeton-refresh-ahead").unstarted(this::upkeep);
    }

    /** From now on it looks by itself. */
    public void start() {
        upkeep.start();
    }

    private void upkeep() {
        try {
            while (true) {
                for (long rounds = 0; rounds < roundsPerLook(); rounds++) {
                    // Really asleep, whatever the time is that tokens are judged by: that one may stand still, or jump.
                    Thread.sleep(Pace.PERIOD);
                    contained(this::handOut);
                }
                contained(this::look);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private long roundsPerLook() {
        return ROUNDS_PER_LOOK * (1 + tokens.size() / TOKENS_PER_LOOK);
    }

    /** Whatever goes wrong, it must not end the upkeep of everything else. */
    private static void contained(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            // Nothing is lost: callers renew for themselves what is not renewed for them.
        }
    }

    /** Finds out what is due, and forgets what is over. */
    void look() {
        found = DueTokens.among(tokens, time.now());
        handOut();
    }

    /** Has as much of it renewed as its providers' paces allow. */
    void handOut() {
        found.handOut(due -> due(due.key(), due.token()) != Begun.NO_ROOM);
    }

    /** What became of a token that is due. */
    enum Begun {
        YES,
        /** It is under way, has just failed, or cannot be shared. */
        NOT_NOW,
        /** Too much else is under way. */
        NO_ROOM
    }

    /** Has {@code token} renewed, if that may be begun. */
    Begun due(TokenKey key, HeldToken token) {
        if (!health.isUsableFor(key) || !token.interest().begin(token)) {
            return Begun.NOT_NOW;
        }
        Pace pace = paces.computeIfAbsent(key.provider(), provider -> new Pace(time));
        if (!pace.tryBegin()) {
            token.interest().end();
            return Begun.NO_ROOM;
        }
        boolean begun = false;
        try {
            threads.execute(() -> renew(key, token, pace));
            begun = true;
        } catch (RejectedExecutionException e) {
            // Closing.
        } finally {
            if (!begun) {
                pace.end();
                token.interest().end();
            }
        }
        return begun ? Begun.YES : Begun.NOT_NOW;
    }

    private void renew(TokenKey key, HeldToken token, Pace pace) {
        try {
            renewal.renew(key, token.entry().token().fingerprint());
        } catch (TokenException e) {
            // Told on the way; the old token is served, and it is tried again later.
        } finally {
            settle(key, token);
            pace.end();
            token.interest().end();
        }
    }

    /** By what is held now, whoever brought it: a provider may give the same token for another while. */
    private void settle(TokenKey key, HeldToken due) {
        Interest interest = due.interest();
        if (tokens.isReplaced(key, due)) {
            interest.renewed();
        } else {
            interest.failed(due, Deadline.in(BETWEEN_ATTEMPTS.delay(interest.failures(due)), time));
        }
    }

    /** Looks no more; what is under way belongs to whoever lent the threads. */
    @Override
    public void close() {
        upkeep.interrupt();
    }

    @Override
    public String toString() {
        return "RefreshAhead";
    }
}
