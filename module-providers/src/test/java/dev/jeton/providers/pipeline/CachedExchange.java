package dev.jeton.providers.pipeline;

import dev.jeton.api.AccessToken;
import dev.jeton.api.CorrelationId;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a collapsing under exploration: a cache that is looked into and filled in separate steps, so that two
 * searches at once make two exchanges. Alone it is not linearizable; collapsed it has to be.
 */
final class CachedExchange {
    static final TokenDemand DEMAND = new TokenDemand(
            TokenKey.of("explored", "acme"),
            new Freshness.Cached(),
            Duration.ZERO,
            Deadline.in(Duration.ofSeconds(10), FrozenTime.INSTANCE),
            new CorrelationId("explored"));

    /** Made before the exploration begins, for hashing has no interleavings of interest. */
    private static final List<TokenAnswer> ANSWERS = Stream.of(
                    "c4nary-0", "c4nary-1", "c4nary-2", "c4nary-3", "c4nary-4", "c4nary-5", "c4nary-6", "c4nary-7")
            .map(CachedExchange::answer)
            .toList();

    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile @Nullable TokenAnswer cached;

    private static TokenAnswer answer(String token) {
        TtlPolicy policy = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0);
        return new TokenAnswer(
                new TokenEntry(
                        AccessToken.bearer(token),
                        policy.schedule(new Validity.Lasting(Duration.ofHours(1)), FrozenTime.INSTANCE.now())),
                TokenAnswer.Source.FRESH);
    }

    TokenAnswer get(TokenDemand demand) {
        TokenAnswer found = cached;
        if (found != null) {
            return found;
        }
        TokenAnswer issued = ANSWERS.get(exchanges.getAndIncrement());
        cached = issued;
        return issued;
    }
}
