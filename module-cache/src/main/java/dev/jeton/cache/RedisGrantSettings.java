package dev.jeton.cache;

import dev.jeton.api.cache.CacheSpace;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where grants are kept in Redis, and how long their access tokens are believed.
 *
 * @param keyPrefix what all their keys begin with: 1 to 200 visible ASCII characters. No prefix in use on one server may
 *     begin with another one, or their grants mix
 * @param accessTokenTtl the longest that an access token counts as valid after it was issued, whatever its provider says; the
 *     refresh token beside it never expires
 */
public record RedisGrantSettings(String keyPrefix, Duration accessTokenTtl) {

    private static final int LONGEST_PREFIX = 200;
    private static final Duration LONGEST_TTL = Duration.ofDays(3650);

    /** What the broker's own keys begin with. */
    private static final String TAKEN = "auth:";

    private static final Pattern CLIENTS_KEYS = Pattern.compile("[a-z0-9][a-z0-9-]*:token:");

    /** Those of the programs that share the values. */
    public static final RedisGrantSettings DEFAULT =
            new RedisGrantSettings("qontak:tokens:", Duration.ofSeconds(21_600));

    /** @throws IllegalArgumentException if a value cannot be used */
    public RedisGrantSettings {
        if (keyPrefix.isEmpty() || keyPrefix.length() > LONGEST_PREFIX || !isVisibleAscii(keyPrefix)) {
            throw new IllegalArgumentException("the key prefix must be 1 to 200 visible ASCII characters");
        }
        if (keyPrefix.startsWith(TAKEN)) {
            throw new IllegalArgumentException(
                    "the key prefix must not begin with auth:, as cached tokens and locks do");
        }
        if (Stream.of(CacheSpace.values()).anyMatch(space -> keyPrefix.startsWith(space.prefix()))) {
            throw new IllegalArgumentException(
                    "the key prefix must not begin as the keys of cached values do, which are"
                            + " deleted by patterns: token:, jwt_keys, cache: and so on");
        }
        if (CLIENTS_KEYS.matcher(keyPrefix).lookingAt()) {
            throw new IllegalArgumentException(
                    "the key prefix must not begin with {provider}:token:, as the tokens of clients do");
        }
        if (accessTokenTtl.toSeconds() < 1 || accessTokenTtl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("the access token's time to live must be between 1s and 3650 days");
        }
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
