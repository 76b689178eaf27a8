package dev.jeton.client.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;

/**
 * The tenants of which an API has refused a new token as well. An API that refuses whatever it is shown, because it is set up wrongly or
 * ill, would else have a token exchanged for each request that it gets; with this it has one of each tenant in {@link #PAUSE} at most.
 *
 * <p>Tenants and not tokens: what other processes bring meanwhile is refused as well, and they would replace each other's for ever.
 */
final class FutileReplacements {

    /** How long nothing of a tenant is replaced after a replacement was refused. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final long MAX = 10_000;

    private final Cache<Refusal, Boolean> recent;

    private record Refusal(Origin api, TokenKey key) {}

    FutileReplacements(TimeSource time) {
        this.recent = Caffeine.newBuilder()
                .maximumSize(MAX)
                .expireAfterWrite(PAUSE)
                .ticker(time::nanos)
                .executor(Runnable::run)
                .build();
    }

    void note(Origin api, TokenKey key) {
        recent.put(new Refusal(api, key), true);
    }

    boolean isRecent(Origin api, TokenKey key) {
        return recent.getIfPresent(new Refusal(api, key)) != null;
    }
}
