package dev.jeton.cache;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.testkit.contract.SomeValues;
import dev.jeton.testkit.server.RedisProcess;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheAccessTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    @DisplayName("what operations.md says that a user of Redis needs for cached values is enough, in every space")
    void leastPermissions() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.command("ACL", "SETUSER", "cached", "on", ">word", "resetchannels", "&__redis__:invalidate", "-@all");
            redis.command("ACL", "SETUSER", "cached", "+eval", "+get", "+getrange", "+strlen", "+set", "+unlink");
            redis.command("ACL", "SETUSER", "cached", "+incr", "+pttl", "+pexpire", "+scan", "+ping", "+select");
            redis.command("ACL", "SETUSER", "cached", "+client|id", "+client|tracking", "+subscribe");
            redis.command("ACL", "SETUSER", "cached", "~token:*", "~tokens:user:*", "~jwt_key*", "~auth:jwks:*");
            redis.command("ACL", "SETUSER", "cached", "~verification_token*", "~refresh_token*", "~cache:*");
            URI address = URI.create("redis://cached:word@" + redis.host() + ":" + redis.port());
            try (WatchedState state = WatchedState.patient(address)) {
                state.awaitWatched();
                for (CacheSpace space : CacheSpace.values()) {
                    use(state.shared().cache(), space);
                }
                assertThat(state.events().all().toString()).doesNotContain("refuse");
            }
        }
    }

    private static void use(CacheService cache, CacheSpace space) {
        CacheKey key = space == CacheSpace.JWT_KEYS ? CacheKey.of(space) : SomeValues.freshKey(space);
        assertThat(cache.getOrLoad(key, TEXT, SomeValues.source(() -> Optional.of("one"))))
                .contains("one");
        assertThat(cache.get(key, TEXT)).contains("one");
        assertThat(cache.deletePattern(new CachePattern(key.name()))).isEqualTo(1);
        assertThat(cache.setIfAbsent(key, "two", TEXT, HOUR)).isTrue();
        cache.set(key, "three", TEXT, HOUR);
        assertThat(cache.exists(key)).isTrue();
        assertThat(cache.delete(key)).isTrue();
        assertThat(cache.increment(key, HOUR)).isEqualTo(1);
    }
}
