package dev.jeton.providers;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.providers.near.NearTokens;
import dev.jeton.providers.pipeline.Refusals;
import dev.jeton.providers.pipeline.Rejections;
import dev.jeton.providers.pipeline.TokenDemand;
import dev.jeton.providers.pipeline.TokenPipeline;
import dev.jeton.providers.pipeline.TokenSource;
import java.util.Optional;
import java.util.Set;

/** A planted bug: flights run on the thread of the caller who leads them, and so die with it. */
final class OnTheCallersThread implements TokenService, AutoCloseable {
    private final FakeWorld world;
    private final TokenSource pipeline;

    OnTheCallersThread(FakeWorld world, TokenProvider provider) {
        this.world = world;
        TokenPipeline.Parts parts = new TokenPipeline.Parts(
                world.state,
                world.credentials,
                new TokenPipeline.Memory(
                        new NearTokens(NearSettings.OFF, world.state.changes(), () -> 0, world.time),
                        new Refusals(world.time),
                        new Rejections()),
                Runnable::run,
                world.events,
                world.time);
        this.pipeline = new TokenPipeline(parts, BrokerSettings.defaults())
                .assemble(provider)
                .source();
    }

    @Override
    public TokenAnswer getToken(TokenRequest request) {
        return pipeline.get(TokenDemand.of(request, world.time));
    }

    @Override
    public boolean invalidate(TokenKey key) {
        return world.state.tokens().remove(key);
    }

    @Override
    public boolean invalidate(TokenKey key, Fingerprint rejected) {
        return world.state.tokens().removeIf(key, rejected);
    }

    @Override
    public Optional<TokenEntry> cached(TokenKey key) {
        return world.state.tokens().find(key);
    }

    @Override
    public Set<ProviderId> providers() {
        return Set.of();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
