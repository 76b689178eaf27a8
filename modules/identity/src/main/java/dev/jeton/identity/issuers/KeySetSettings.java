package dev.jeton.identity.issuers;

import java.time.Duration;

/**
 * How seldom, and how patiently, the key sets of other issuers are fetched.
 *
 * @param cachedFor how long a key set is used before it is fetched again
 * @param refreshAhead how long before the end of that time this begins, behind callers who are served meanwhile
 * @param between two looks at one issuer so much time passes at least, whatever tokens say
 * @param outage how long a key set is used whose issuer cannot be reached
 * @param timeout of one fetch
 */
public record KeySetSettings(
        Duration cachedFor, Duration refreshAhead, Duration between, Duration outage, Duration timeout) {

    /** @throws IllegalArgumentException naming what does not go together */
    public KeySetSettings {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive");
        }
        if (refreshAhead.plus(timeout.multipliedBy(2)).compareTo(cachedFor) >= 0) {
            throw new IllegalArgumentException("refreshAhead and two timeouts must fit into cachedFor");
        }
        if (outage.compareTo(cachedFor) < 0) {
            throw new IllegalArgumentException("outage must not be shorter than cachedFor");
        }
    }

    /** Six hours (B-17), renewed half an hour ahead, at most one look in 30 s, a day without the issuer, 5 s for an answer. */
    public static KeySetSettings defaults() {
        return new KeySetSettings(
                Duration.ofHours(6),
                Duration.ofMinutes(30),
                Duration.ofSeconds(30),
                Duration.ofHours(24),
                Duration.ofSeconds(5));
    }

    /** How long a caller waits for others who fetch already: one fetch, and one more if it broke off. */
    Duration patience() {
        return timeout.multipliedBy(2);
    }

    /**
     * A key set that another process fetched is taken from it in the first half of its time only, so that nobody goes by one
     * that is much older than {@link #cachedFor}.
     */
    Duration freshFor() {
        return cachedFor.dividedBy(2);
    }
}
