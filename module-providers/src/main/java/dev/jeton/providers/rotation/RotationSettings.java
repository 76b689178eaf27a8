package dev.jeton.providers.rotation;

import java.time.Duration;

/**
 * How refresh tokens that rotate are handled.
 *
 * @param home names this process to others, now and after a restart: it belongs to the data directory that the process has
 *     locked. Two processes alive must never share one
 * @param lease how long a claim may be worked under
 * @param patience how long after its lease an owner that may hold the answer is waited for, once no valid access token is left
 * @param exchangeTimeout of one exchange, from the first byte sent to the last byte read
 */
public record RotationSettings(String home, Duration lease, Duration patience, Duration exchangeTimeout) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public RotationSettings {
        if (!lease.isPositive() || !exchangeTimeout.isPositive() || patience.isNegative()) {
            throw new IllegalArgumentException("lease and exchangeTimeout must be positive, patience not negative");
        }
    }

    /** The answer is there, or given up, before the claim has run out: else two requests could be under way. */
    Duration answerWithin() {
        Duration underLease = lease.multipliedBy(8).dividedBy(10);
        return exchangeTimeout.compareTo(underLease) < 0 ? exchangeTimeout : underLease;
    }

    /** What is sent later than this could be answered after the claim has run out. */
    Duration sendWithin() {
        return lease.minus(answerWithin());
    }
}
