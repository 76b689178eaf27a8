package dev.jeton.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that is valid now, and where it came from.
 *
 * @param degraded whether it was obtained without the shared state
 */
public record TokenAnswer(TokenEntry entry, Source source, boolean degraded) {

    /** Where an answer came from. */
    public enum Source {
        /** From this process. */
        NEAR,
        /** From the state that processes share. */
        CACHE,
        /** From the provider, just now. */
        FRESH
    }

    public TokenAnswer(TokenEntry entry, Source source) {
        this(entry, source, false);
    }

    public AccessToken token() {
        return entry.token();
    }

    public Schedule schedule() {
        return entry.schedule();
    }

    /** How long the token is still valid at {@code now}, never negative; empty = it never expires. */
    public Optional<Duration> expiresIn(Instant now) {
        return schedule().expiry().map(expiry -> {
            Duration left = Duration.between(now, expiry);
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    public TokenAnswer asDegraded() {
        return new TokenAnswer(entry, source, true);
    }
}
