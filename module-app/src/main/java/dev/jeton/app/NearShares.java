package dev.jeton.app;

import dev.jeton.cache.NearCacheSettings;
import dev.jeton.providers.NearSettings;
import java.time.Duration;

/**
 * How NEAR_CACHE_TTL is shared out among those who believe for a while what they were told by another one of them, so that a revoked
 * key of ours is refused everywhere by the time that it is over, also where nobody hears of it: cached rows are believed for half of
 * it, keys read from them for a quarter, and tokens verified by those for a quarter. With NEAR_CACHE_SIZE=0 nobody believes anything.
 *
 * @param values of the cache service, in this process
 * @param keys that sign our JWTs, without a look into the cache
 * @param verdicts on the JWTs of callers
 */
record NearShares(NearCacheSettings values, Duration keys, Duration verdicts) {

    /** There is little to be gained by more. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    static NearShares of(NearSettings near) {
        Duration quarter = near.believed().dividedBy(4);
        Duration moment = quarter.compareTo(LONGEST) < 0 ? quarter : LONGEST;
        return new NearShares(new NearCacheSettings(near.maxTokens(), near.ttl().dividedBy(2)), moment, moment);
    }
}
