package dev.jeton.cache;

import dev.jeton.api.ProviderId;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.redis.CommonForm;
import dev.jeton.cache.redis.CommonNames;
import dev.jeton.cache.redis.RedisConnection;
import dev.jeton.cache.redis.RedisTokens;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The tokens that programs of any language share in one Redis, under {@code {provider}:token:{tenantId}} as plain JSON;
 * or, for one process alone, in memory. It opens whether or not the server can be reached, and finds it again by itself.
 */
public final class CommonTokens implements AutoCloseable {

    private final TokenRepository tokens;
    private final ChangeWatch changes;
    private final StateHealth health;
    private final Predicate<ProviderId> watched;
    private final Runnable ending;

    private CommonTokens(
            TokenRepository tokens,
            ChangeWatch changes,
            StateHealth health,
            Predicate<ProviderId> watched,
            Runnable ending) {
        this.tokens = tokens;
        this.changes = changes;
        this.health = health;
        this.watched = watched;
        this.ending = ending;
    }

    /**
     * Connects; waits at most twice the settings' timeout to learn whether the server is there.
     *
     * @param watched changes of their tokens are told; those of others can be used, unwatched
     * @throws IllegalArgumentException if one of them has a name with which keys of the broker begin
     */
    public static CommonTokens open(
            RedisSettings settings, Set<ProviderId> watched, TokenEvents events, TimeSource time) {
        watched.forEach(CommonTokens::requireFree);
        // A listener that throws would end the watch over the server's health.
        TokenEvents heard = TokenEvents.contained(events);
        CommonNames names = new CommonNames(watched);
        var connection = RedisConnection.open(settings, new RedisConnection.Keys(names, Set.of()), heard, time);
        return new CommonTokens(
                new RedisTokens(connection.driver(), new CommonForm(names, time), heard, time),
                connection.changes(),
                connection.health(),
                names.providers()::contains,
                connection::close);
    }

    /** Those of this process alone, at most {@code maxTokens}; kept to the end of their lives, for nobody else has to understand them. */
    public static CommonTokens ofThisProcess(long maxTokens, TimeSource time) {
        SharedState state = InMemoryState.create(maxTokens, time);
        return new CommonTokens(state.tokens(), state.changes(), state.health(), provider -> true, state::close);
    }

    /** @throws IllegalArgumentException if keys begin with the name of {@code provider} that are no provider's */
    public static void requireFree(ProviderId provider) {
        if (CacheSpace.isTaken(provider)) {
            throw new IllegalArgumentException(
                    provider + " is a reserved name: keys in Redis begin with it that are no provider's");
        }
    }

    public TokenRepository tokens() {
        return tokens;
    }

    /** Tells of the watched ones. */
    public ChangeWatch changes() {
        return changes;
    }

    public StateHealth health() {
        return health;
    }

    /** Whether changes of that one's tokens are told, while any are. */
    public boolean watches(ProviderId provider) {
        return watched.test(provider);
    }

    /** Ends its connections and threads; more than once does no harm. */
    @Override
    public void close() {
        ending.run();
    }

    @Override
    public String toString() {
        return "CommonTokens[" + tokens + "]";
    }
}
