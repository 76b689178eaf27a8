package dev.jeton.providers;

import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.rotation.Connections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Uses connections that nobody has asked for, now and then: some providers forget a refresh token that was not spent for some
 * weeks. It asks as any caller does, one after another, so of a fleet one process spends each refresh token, and what another
 * has done meanwhile is not done again.
 */
public final class GrantExercise implements AutoCloseable {

    private static final int LOOKS_PER_PERIOD = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Connections connections;
    private final TokenService tokens;
    private final Duration after;
    private final DoubleSupplier random;
    private final TimeSource time;
    private final Thread exercising;

    /**
     * @param after how long after the end of its last access token a connection is used again
     * @param random uniform in [0, 1): keeps the processes of a fleet apart
     */
    public GrantExercise(
            Connections connections, TokenService tokens, Duration after, DoubleSupplier random, TimeSource time) {
        this.connections = connections;
        this.tokens = tokens;
        this.after = after;
        this.random = random;
        this.time = time;
        this.exercising = Thread.ofVirtual().name("jeton-grant-exercise").unstarted(this::exerciseForEver);
    }

    /** From now on it looks by itself. */
    public void start() {
        exercising.start();
    }

    private void exerciseForEver() {
        try {
            while (true) {
                time.pause(pause());
                exercise();
            }
        } catch (InterruptedException e) {
            // Closing.
        }
    }

    private Duration pause() {
        Duration usual = after.dividedBy(LOOKS_PER_PERIOD);
        Duration longest = usual.compareTo(LONGEST_PAUSE) < 0 ? usual : LONGEST_PAUSE;
        return longest.dividedBy(2).plusMillis((long) (longest.dividedBy(2).toMillis() * random.getAsDouble()));
    }

    /** Uses those that have been idle for too long. */
    void exercise() throws InterruptedException {
        Instant idleSince = time.now().minus(after);
        for (GrantStatus grant : grants()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("closing");
            }
            if (isIdle(grant, idleSince)) {
                use(grant);
            }
        }
    }

    private List<GrantStatus> grants() {
        try {
            return connections.list();
        } catch (RuntimeException e) {
            // The store is away, most likely; there is time.
            return List.of();
        }
    }

    /**
     * One without an access token was never used, or what it gave was forgotten, it is not known since when. Asking for it costs
     * nothing while the cache holds a token all the same.
     */
    private static boolean isIdle(GrantStatus grant, Instant since) {
        // A claim may be one that nobody came back from: who may take it over, and when, is decided where it is taken.
        boolean living =
                grant.stateOrNull() == GrantState.Name.ACTIVE || grant.stateOrNull() == GrantState.Name.CLAIMED;
        return living && grant.expiresAt().map(ended -> ended.isBefore(since)).orElse(true);
    }

    private void use(GrantStatus grant) {
        try {
            tokens.getToken(TokenRequest.of(grant.key()));
        } catch (RuntimeException e) {
            // Told by the stages that it went through; whatever it was, it must not cost the others their exercise.
        }
    }

    @Override
    public void close() {
        exercising.interrupt();
    }
}
