package dev.jeton.providers.near;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.ProviderId;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.time.Backoff;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** For each so many tokens a look is made that much less often: it takes some milliseconds then. */
    private static final long TOKENS_PER_LOOK = 100_000;

    private static final int LIFETIMES = 2;

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
    private final Thread looking;

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
        this.looking = Thread.ofVirtual().name("jeton-refresh-ahead").unstarted(this::lookNowAndThen);
    }

    /** From now on it looks by itself. */
    public void start() {
        looking.start();
    }

    private void lookNowAndThen() {
        try {
            while (true) {
                // Really asleep, whatever the time is that tokens are judged by: that one may stand still, or jump.
                Thread.sleep(LOOK_EVERY.multipliedBy(1 + tokens.size() / TOKENS_PER_LOOK));
                look();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Renews what is due, the most urgent first, and forgets what is over. */
    void look() {
        Instant now = time.now();
        List<Map.Entry<TokenKey, HeldToken>> due = new ArrayList<>();
        tokens.forEach((key, token) -> {
            if (!token.isValid(now)) {
                tokens.drop(key, token);
            } else if (token.isDue(now.toEpochMilli()) && isWanted(token, now)) {
                due.add(Map.entry(key, token));
            }
        });
        due.sort(Comparator.comparingLong(entry -> entry.getValue().preferredUntil()));
        due.forEach(entry -> due(entry.getKey(), entry.getValue()));
    }

    private static boolean isWanted(HeldToken token, Instant now) {
        Schedule schedule = token.entry().schedule();
        long lifetime =
                Duration.between(schedule.issuedAt(), schedule.cachedUntil()).toMillis();
        return now.toEpochMilli() - token.interest().lastAsked() < LIFETIMES * lifetime;
    }

    /** Has {@code token} renewed, unless that is under way, has just failed, or too much else is. */
    void due(TokenKey key, HeldToken token) {
        if (!health.isUsableFor(key) || !token.interest().begin(time.millis())) {
            return;
        }
        Pace pace = paces.computeIfAbsent(key.provider(), provider -> new Pace(time));
        if (!pace.tryBegin()) {
            token.interest().end();
            return;
        }
        try {
            threads.execute(() -> renew(key, token, pace));
        } catch (RejectedExecutionException e) {
            // Closing.
            pace.end();
            token.interest().end();
        }
    }

    private void renew(TokenKey key, HeldToken token, Pace pace) {
        try {
            renewal.renew(key, token.entry().token().fingerprint());
        } catch (TokenException e) {
            // Told on the way; the old token is served, and it is tried again below.
        } finally {
            settle(key, token);
            pace.end();
            token.interest().end();
        }
    }

    /** By what is held now, whoever brought it: a provider may give the same token for another while. */
    private void settle(TokenKey key, HeldToken due) {
        Interest interest = due.interest();
        if (tokens.isLatest(key, due)) {
            Duration pause = BETWEEN_ATTEMPTS.delay(interest.failures());
            interest.failed(time.now().plus(pause).toEpochMilli());
        } else {
            interest.renewed();
        }
    }

    /** Looks no more; what is under way belongs to whoever lent the threads. */
    @Override
    public void close() {
        looking.interrupt();
    }

    @Override
    public String toString() {
        return "RefreshAhead";
    }
}
