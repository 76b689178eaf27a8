package dev.jeton.client.keep;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tokens that APIs have rejected here, the last few of each key, for a minute or more after the last report. Nobody here is given one
 * of them, wherever it turns up: in Redis, where a slower process has written it back, or in the answer to a call that was already
 * under way.
 *
 * <p>A minute, or the client's timeout and five seconds where that is longer: so no such call or write can still be on its way (the
 * timeout is ten seconds by default, and a fleet's knowledge of its keys five), and it is soon over. An API that was itself out of order may have rejected a token that is good and, as
 * permanent ones are, the only one there will ever be.
 */
public final class Rejections {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final long MAX_KEYS = 10_000;
    private static final int MOST_PER_KEY = 4;

    private final Cache<TokenKey, List<Fingerprint>> rejected;

    /** @param longestCall after which nothing is under way any more */
    public Rejections(Duration longestCall, TimeSource time) {
        Duration whole = longestCall.plus(MARGIN);
        this.rejected = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(whole.compareTo(LEAST) > 0 ? whole : LEAST)
                .ticker(time::nanos)
                .executor(Runnable::run)
                .build();
    }

    /** Notes it; false where it was noted already. */
    boolean note(TokenKey key, Fingerprint fingerprint) {
        boolean isNew = !include(key, fingerprint);
        rejected.asMap()
                .merge(
                        key,
                        List.of(fingerprint),
                        (old, latest) -> Stream.concat(latest.stream(), old.stream())
                                .distinct()
                                .limit(MOST_PER_KEY)
                                .toList());
        return isNew;
    }

    /** The noted ones, the latest first. */
    List<Fingerprint> of(TokenKey key) {
        List<Fingerprint> noted = rejected.getIfPresent(key);
        return noted == null ? List.of() : noted;
    }

    boolean include(TokenKey key, Fingerprint fingerprint) {
        return of(key).contains(fingerprint);
    }

    @Override
    public String toString() {
        return rejected.estimatedSize() + " rejected";
    }
}
