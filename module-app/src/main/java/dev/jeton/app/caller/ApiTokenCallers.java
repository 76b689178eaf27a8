package dev.jeton.app.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Callers who show an API token. Of each the permissions are made ready once, and the quota is counted over all requests. */
final class ApiTokenCallers {

    /** Above this many that call within two minutes, quotas begin anew for some of them. */
    private static final int MOST = 10_000;

    /** A quota that was not touched for a minute is whole again and can be forgotten. */
    private static final Duration UNUSED = Duration.ofMinutes(2);

    private final ApiTokenCheck check;
    private final Quota quota;
    private final TimeSource time;
    private final Newcomers newcomers;
    private final Cache<TokenHash, Known> known;

    private record Known(Permissions permissions, Caller caller) {}

    /** @param quota of each of them */
    ApiTokenCallers(ApiTokenCheck check, Quota quota, TimeSource time) {
        this.check = check;
        this.newcomers = new Newcomers(check, time);
        this.quota = quota;
        this.time = time;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(time::nanos)
                .expireAfterAccess(UNUSED)
                .build();
    }

    Optional<Caller> identify(String presented) {
        try (Secret secret = Secret.of(presented)) {
            return check.hash(secret).flatMap(this::identify);
        }
    }

    private Optional<Caller> identify(TokenHash hash) {
        // Whoever was let in lately is no part of a flood, and must not suffer from one.
        Optional<ApiToken> found = known.getIfPresent(hash) == null ? newcomers.check(hash) : check.check(hash);
        Optional<ApiToken> living = found.filter(token -> token.life().isLiving(time.now()));
        if (living.isEmpty()) {
            known.invalidate(hash);
        }
        return living.map(this::caller);
    }

    private Caller caller(ApiToken token) {
        Known before = known.getIfPresent(token.hash());
        // Looked up first, for to compute takes a lock.
        Known current = before != null && before.permissions.equals(token.permissions())
                ? before
                : known.asMap().compute(token.hash(), (hash, held) -> renewed(token, held));
        return current.caller;
    }

    /** With the quota as it is: other permissions are no new minute. */
    private Known renewed(ApiToken token, @Nullable Known held) {
        Allowance allowance = held == null ? Allowance.of(quota, time) : held.caller.allowance();
        String name = "api-token:" + token.user() + ":" + token.id();
        return new Known(token.permissions(), new Caller(name, Reach.of(token.permissions()), allowance));
    }
}
