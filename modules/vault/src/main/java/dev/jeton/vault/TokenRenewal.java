package dev.jeton.vault;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps the token alive with which this process uses Vault: looks it up at the start, in the background, for Vault may be
 * away; renews it after two thirds of its life, up to a tenth earlier, so that processes which started together do not come
 * together; tries again where that fails, sooner at first. Whoever has to act is told once: the token cannot be renewed and
 * ends soon, or it could not be renewed, or it can be again.
 */
final class TokenRenewal implements AutoCloseable {

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    /** What never ends is looked at all the same: it may have been replaced by one that does. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private static final byte[] NO_WISHES = {'{', '}'};

    private final VaultHttp http;
    private final TokenEvents events;
    private final TimeSource time;
    private final Thread thread;
    private TokenLife life = TokenLife.UNKNOWN;
    private int failures;
    private boolean lasting = true;

    TokenRenewal(VaultHttp http, TokenEvents events, TimeSource time) {
        this.http = http;
        this.events = events;
        this.time = time;
        this.thread = Thread.ofVirtual().name("jeton-vault-token").unstarted(this::keep);
    }

    void start() {
        thread.start();
    }

    private void keep() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                time.pause(step());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Asks Vault once; the pause until it has to be asked again. */
    private Duration step() {
        try (VaultAnswer answer = asked()) {
            if (!answer.isOk()) {
                return refused(answer);
            }
            life = life.after(answer.body());
            failures = 0;
            judge(life.isLasting(), life.reason());
            return earlier(life.pause());
        } catch (StoreUnavailable e) {
            judge(false, e.detail());
            return earlier(backoff());
        }
    }

    private VaultAnswer asked() {
        return life.isRenewable()
                ? http.post("auth/token/renew-self", NO_WISHES, http.deadline())
                : http.get("auth/token/lookup-self", http.deadline());
    }

    private Duration refused(VaultAnswer answer) {
        judge(false, VaultRefusal.of(answer).detail());
        if (answer.status() == 400 || answer.status() == 403) {
            // From the beginning: the next look-up tells what the token may still do.
            life = TokenLife.UNKNOWN;
            return earlier(AFTER_REFUSAL);
        }
        return earlier(backoff());
    }

    private Duration backoff() {
        int doublings = Math.min(failures++, 5);
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
    }

    private static Duration earlier(Duration pause) {
        Duration most = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        long millis = most.toMillis();
        Duration jittered =
                Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 10 + 1));
        return jittered.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : jittered;
    }

    private void judge(boolean now, String reason) {
        if (lasting != now) {
            lasting = now;
            events.on(new TokenEvent.StoreTokenChanged(now, reason));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    @Override
    public String toString() {
        return "TokenRenewal";
    }
}
