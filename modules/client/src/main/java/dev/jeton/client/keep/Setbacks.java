package dev.jeton.client.keep;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.client.BrokerException;
import java.time.Duration;
import java.util.Optional;

/**
 * The keys for which the broker could not be asked a moment ago, or not for long. Whoever holds a token that is still valid is not made to wait for
 * that again at once: for as long as the failure itself took, a second at least, or as long as the broker has asked for.
 */
final class Setbacks {

    private static final long MAX_KEYS = 10_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Cache<TokenKey, Setback> latest =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).executor(Runnable::run).build();
    private final TimeSource time;

    private record Setback(BrokerException failure, Deadline pause) {}

    Setbacks(TimeSource time) {
        this.time = time;
    }

    void note(TokenKey key, BrokerException failure, Duration took) {
        Duration least = took.compareTo(SHORTEST) > 0 ? took : SHORTEST;
        Duration asked =
                failure.retryAfter().filter(pause -> pause.compareTo(least) > 0).orElse(least);
        Duration pause = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        latest.put(key, new Setback(failure, Deadline.in(pause, time)));
    }

    /** What went wrong, while the pause after it lasts. */
    Optional<BrokerException> current(TokenKey key) {
        return Optional.ofNullable(latest.getIfPresent(key))
                .filter(setback -> !setback.pause().hasPassed())
                .map(Setback::failure);
    }

    void over(TokenKey key) {
        latest.invalidate(key);
    }
}
