package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.time.Backoff;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;

/**
 * Repeats an attempt that failed in a way that may pass: timeouts, broken connections and server errors, never an answer.
 * Only for exchanges that are safe to repeat; asking for a client-credentials token twice makes two good tokens.
 */
final class RetriedSource implements TokenSource {

    private final TokenSource delegate;
    private final int maxRetries;
    private final Backoff backoff;
    private final RetryBudget budget = new RetryBudget();
    private final TimeSource time;

    RetriedSource(TokenSource delegate, int maxRetries, Backoff backoff, TimeSource time) {
        this.delegate = delegate;
        this.maxRetries = maxRetries;
        this.backoff = backoff;
        this.time = time;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        budget.called();
        for (int failures = 0; ; failures++) {
            try {
                return delegate.get(demand);
            } catch (UpstreamFailed | UpstreamTimeout e) {
                if (!e.mayPass() || failures >= maxRetries || !pauseWithin(demand, e, failures)) {
                    throw e;
                }
            }
        }
    }

    /** Waits before the next attempt; false where there is no time or no budget for one. */
    private boolean pauseWithin(TokenDemand demand, TokenException.Unavailable failure, int failures) {
        Duration delay = failure.retryAfter().orElseGet(() -> backoff.delay(failures));
        if (demand.deadline().remaining().compareTo(delay) <= 0 || !budget.affordsRetry()) {
            return false;
        }
        try {
            time.pause(delay);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String toString() {
        return "retried > " + delegate;
    }
}
