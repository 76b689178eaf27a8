package dev.jeton.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All arithmetic about expiry, in one place.
 *
 * <p>With lifetime {@code L}, buffer {@code B} and refresh-ahead {@code R}: the effective buffer is {@code min(B, L/4)},
 * so a short-lived token is still usable for three quarters of its life, and refreshing begins {@code min(R, L/2)} before
 * expiry, earlier by a jitter of up to a tenth so that tokens issued together are not renewed together.
 */
public final class TtlPolicy {

    /** Longer lifetimes are clamped to this: no provider that we know issues one, and a slip of units would be for ever. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(31);

    /** What a token counts as living for where an answer to a client does not say. */
    public static final Duration CLIENT_DEFAULT_LIFETIME = Duration.ofHours(1);

    private static final Duration CLIENT_BUFFER = Duration.ofSeconds(300);
    private static final Duration STATIC_CACHE_TTL = Duration.ofHours(24);
    private static final Duration STATIC_MARGIN = Duration.ofHours(1);
    private static final double JITTER = 0.1;
    private static final int LONGEST_NUMBER = 40;

    private final Duration buffer;
    private final Duration refreshAhead;
    private final DoubleSupplier random;

    /**
     * @param buffer a token with less left is not served while a better one can be had
     * @param refreshAhead how long before expiry renewal begins; raised to {@code buffer} where it is shorter
     * @param random uniform in [0, 1)
     */
    public TtlPolicy(Duration buffer, Duration refreshAhead, DoubleSupplier random) {
        this.buffer = buffer;
        this.refreshAhead = max(buffer, refreshAhead);
        this.random = random;
    }

    /**
     * What the client library goes by, and programs of any language that share its keys: a buffer of 300 s, and
     * nobody who renews in the background, for that is the broker's work.
     */
    public static TtlPolicy forClients() {
        return new TtlPolicy(CLIENT_BUFFER, CLIENT_BUFFER, () -> 0);
    }

    /** The schedule of a token received at {@code now}. */
    public Schedule schedule(Validity validity, Instant now) {
        return switch (validity) {
            case Validity.Lasting(Duration lifetime) -> exchanged(min(lifetime, MAX_LIFETIME), now);
            case Validity.Until(Instant expiresAt) -> fixed(expiresAt.minus(STATIC_MARGIN), expiresAt, now);
            case Validity.Unlimited() -> fixed(now.plus(STATIC_CACHE_TTL), null, now);
        };
    }

    private Schedule exchanged(Duration lifetime, Instant now) {
        Instant expiry = now.plus(lifetime);
        Instant usableUntil = expiry.minus(min(buffer, lifetime.dividedBy(4)));
        return new Schedule(
                now, jittered(expiry, min(refreshAhead, lifetime.dividedBy(2))), usableUntil, expiry, expiry);
    }

    /** A token that we did not buy: it is looked at again while it is still cached, and never cached into its last hour. */
    private Schedule fixed(Instant cachedUntil, @Nullable Instant expiresAt, Instant now) {
        Duration ttl = max(Duration.ZERO, Duration.between(now, cachedUntil));
        Instant lookAgain = jittered(now.plus(ttl), min(refreshAhead, ttl.dividedBy(2)));
        return new Schedule(now, lookAgain, now.plus(ttl), now.plus(ttl), expiresAt);
    }

    private Instant jittered(Instant end, Duration margin) {
        double stretched = margin.toMillis() * (1 + JITTER * random.getAsDouble());
        return end.minusMillis((long) stretched);
    }

    /**
     * Reads {@code expires_in} as servers in the field write it (RFC 6749 section 5.1 asks for a number of seconds).
     *
     * @param raw the JSON scalar as text; null where the member is missing or null
     * @return a positive lifetime, whole seconds, at most {@link #MAX_LIFETIME}
     * @throws IllegalArgumentException if it is no positive number: a broker that cannot know must not guess
     */
    public static Duration lifetime(@Nullable String raw, Duration defaultLifetime) {
        if (raw == null) {
            return defaultLifetime;
        }
        BigDecimal seconds = number(raw.strip());
        if (seconds.compareTo(BigDecimal.valueOf(MAX_LIFETIME.toSeconds())) >= 0) {
            return MAX_LIFETIME;
        }
        if (seconds.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("expires_in is less than one second");
        }
        return Duration.ofSeconds(seconds.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    private static BigDecimal number(String raw) {
        if (raw.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException("expires_in is not a number");
        }
        try {
            return new BigDecimal(raw);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expires_in is not a number", e);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
