package dev.jeton.providers;

import dev.jeton.api.TtlPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How a broker behaves; the defaults are those of the product.
 *
 * @param requestTimeout how long a search for a token may take, whoever waits for it
 * @param exchangeTimeout of one exchange, from the first byte sent to the last byte read
 * @param maxRetries further attempts after one that failed in a way that may pass
 * @param lockLease after which the lock of a holder that died is free again
 * @param safetyBuffer a cached token with less left is not served while a better one can be had
 * @param refreshAhead how long before expiry a token is renewed
 * @param degradedLimitPerMinute exchanges per provider and tenant while the shared state is away
 * @param forceRefreshMinInterval within which a forced request is given the newest token
 * @param near what is answered without asking the shared state
 */
public record BrokerSettings(
        Duration requestTimeout,
        Duration exchangeTimeout,
        int maxRetries,
        Duration lockLease,
        Duration safetyBuffer,
        Duration refreshAhead,
        int degradedLimitPerMinute,
        Duration forceRefreshMinInterval,
        NearSettings near) {

    /** @throws IllegalArgumentException if a value makes no sense */
    public BrokerSettings {
        requirePositive("requestTimeout", requestTimeout);
        requirePositive("exchangeTimeout", exchangeTimeout);
        requirePositive("lockLease", lockLease);
        if (maxRetries < 0 || maxRetries > 10) {
            throw new IllegalArgumentException("maxRetries must be between 0 and 10");
        }
        if (degradedLimitPerMinute < 1) {
            throw new IllegalArgumentException("degradedLimitPerMinute must be at least 1");
        }
        if (safetyBuffer.isNegative() || refreshAhead.isNegative() || forceRefreshMinInterval.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative");
        }
    }

    /** What the product does unless it is told otherwise. */
    public static BrokerSettings defaults() {
        return new BrokerSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                2,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(300),
                10,
                Duration.ofSeconds(1),
                NearSettings.DEFAULT);
    }

    /** A little less than callers wait, so that they hear what went wrong and not only that it took too long. */
    public Duration flightPatience() {
        return requestTimeout.multipliedBy(97).dividedBy(100);
    }

    /** @param random uniform in [0, 1) */
    public TtlPolicy ttlPolicy(DoubleSupplier random) {
        return new TtlPolicy(safetyBuffer, refreshAhead, random);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
