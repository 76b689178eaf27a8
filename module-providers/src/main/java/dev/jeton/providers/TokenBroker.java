package dev.jeton.providers;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.Freshness;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.near.NearSource;
import dev.jeton.providers.near.NearTokens;
import dev.jeton.providers.near.RefreshAhead;
import dev.jeton.providers.pipeline.Refusals;
import dev.jeton.providers.pipeline.Rejections;
import dev.jeton.providers.pipeline.TokenDemand;
import dev.jeton.providers.pipeline.TokenPipeline;
import dev.jeton.providers.pipeline.TokenPipeline.Assembled;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The token service: one pipeline per provider, over one shared state. Closing it waits for exchanges under way, so that
 * their tokens are kept; the shared state stays open, for it was lent.
 */
public final class TokenBroker implements TokenService, AutoCloseable {

    private static final Duration TO_STORE = Duration.ofSeconds(4);

    private final Map<ProviderId, Assembled> pipelines;
    private final NearTokens near;
    private final NearSource entrance;
    private final RefreshAhead ahead;
    private final Refusals refusals;
    private final Rejections rejections = new Rejections();
    private final ExecutorService flights = Executors.newVirtualThreadPerTaskExecutor();
    private final TokenEvents events;
    private final TimeSource time;
    private final Duration requestTimeout;
    private final Duration patience;

    private TokenBroker(TokenBrokerBuilder parts) {
        this.events = TokenEvents.contained(parts.events);
        this.time = parts.time;
        this.refusals = new Refusals(time);
        this.requestTimeout = parts.settings.requestTimeout();
        // A search may begin its exchange at its very end, and what it brings has to be stored.
        this.patience = parts.settings
                .requestTimeout()
                .plus(parts.settings.exchangeTimeout())
                .plus(TO_STORE);
        this.near = new NearTokens(
                parts.settings.near(),
                parts.state.changes(),
                () -> ThreadLocalRandom.current().nextDouble(),
                time);
        this.pipelines = pipelines(parts);
        this.ahead = new RefreshAhead(near, this::renew, parts.state.health(), flights, time);
        this.entrance = new NearSource(near, ahead, this::search, time);
        ahead.start();
    }

    static TokenBroker of(TokenBrokerBuilder parts) {
        return new TokenBroker(parts);
    }

    /** A broker over {@code state} that asks {@code credentials} for what tenants gave us. */
    public static TokenBrokerBuilder over(SharedState state, CredentialSource credentials) {
        return new TokenBrokerBuilder(state, credentials);
    }

    private Map<ProviderId, Assembled> pipelines(TokenBrokerBuilder parts) {
        TokenPipeline pipeline = new TokenPipeline(
                new TokenPipeline.Parts(
                        parts.state,
                        parts.credentials,
                        new TokenPipeline.Memory(near, refusals, rejections),
                        flights,
                        events,
                        time),
                parts.settings);
        Map<ProviderId, Assembled> assembled = new HashMap<>();
        parts.providers.forEach(provider -> add(assembled, provider.id(), pipeline.assemble(provider)));
        parts.rotating.forEach(
                (provider, rotation) -> add(assembled, provider.id(), pipeline.assemble(provider, rotation)));
        return Map.copyOf(assembled);
    }

    private static void add(Map<ProviderId, Assembled> assembled, ProviderId id, Assembled pipeline) {
        if (assembled.put(id, pipeline) != null) {
            throw new IllegalArgumentException("two providers are called " + id);
        }
    }

    @Override
    public TokenAnswer getToken(TokenRequest request) {
        requireKnown(request.key());
        long started = time.nanos();
        try {
            TokenAnswer answer = entrance.get(request);
            events.on(new TokenEvent.Served(request.key(), answer.source(), answer.degraded(), time.since(started)));
            return answer;
        } catch (TokenException e) {
            events.on(new TokenEvent.Failed(request.key(), e, time.since(started)));
            throw e;
        }
    }

    /** Behind the near stage. */
    private TokenAnswer search(TokenRequest request) {
        TokenAnswer answer = pipelineOf(request.key()).source().get(TokenDemand.of(request, time));
        refuseTheRejected(request, answer);
        refuseTheExpired(answer);
        return answer;
    }

    /** Nobody waits for what comes of it. */
    private void renew(TokenKey key, Fingerprint due) {
        TokenRequest renewal =
                TokenRequest.of(key).with(new Freshness.Ahead(due)).within(requestTimeout);
        try {
            pipelineOf(key).ahead().get(TokenDemand.of(renewal, time));
        } catch (TokenException e) {
            events.on(new TokenEvent.RefreshFailed(key, e));
            throw e;
        }
    }

    /**
     * Some providers, and every static token, come again as they were; handing one out would only be rejected again. It is
     * remembered like any refusal: else each report of the token would cost another exchange.
     */
    private void refuseTheRejected(TokenRequest request, TokenAnswer answer) {
        if (!request.freshness().permits(answer.token().fingerprint())) {
            TokenException refusal = new CredentialsRejected("the provider gives the same token that was rejected");
            refusals.remember(request.key(), refusal);
            throw refusal;
        }
    }

    /** A process that was suspended between the exchange and here holds what has ended meanwhile. */
    private void refuseTheExpired(TokenAnswer answer) {
        if (!answer.schedule().isValid(time.now())) {
            throw new UpstreamTimeout("the token expired before it could be handed out");
        }
    }

    @Override
    public boolean invalidate(TokenKey key) {
        TokenRepository shared = pipelineOf(key).tokens().shared();
        refusals.mended(key);
        return forget(shared, each -> each.remove(key));
    }

    @Override
    public boolean invalidate(TokenKey key, Fingerprint rejected) {
        TokenRepository shared = pipelineOf(key).tokens().shared();
        rejections.note(key, rejected);
        return forget(shared, each -> each.removeIf(key, rejected));
    }

    /**
     * Here first: this process must not serve it again, even if the others cannot be told. Here again at the end: somebody
     * may have read it there in between.
     */
    private boolean forget(TokenRepository shared, Predicate<TokenRepository> removal) {
        boolean unused = removal.test(near);
        try {
            // What others are served is what counts: what only this process still held was over already.
            return removal.test(shared);
        } finally {
            boolean unusedAgain = removal.test(near);
        }
    }

    @Override
    public Optional<TokenEntry> cached(TokenKey key) {
        return pipelineOf(key).tokens().shared().find(key);
    }

    @Override
    public Set<ProviderId> providers() {
        return pipelines.keySet();
    }

    private void requireKnown(TokenKey key) {
        pipelineOf(key);
    }

    private Assembled pipelineOf(TokenKey key) {
        Assembled pipeline = pipelines.get(key.provider());
        if (pipeline == null) {
            Set<String> known = new TreeSet<>();
            pipelines.keySet().forEach(id -> known.add(id.value()));
            throw new InvalidRequest("type: unknown; known are " + String.join(", ", known));
        }
        return pipeline;
    }

    @Override
    public void close() {
        ahead.close();
        flights.shutdown();
        try {
            if (!flights.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                flights.shutdownNow();
            }
        } catch (InterruptedException e) {
            flights.shutdownNow();
            Thread.currentThread().interrupt();
        }
        near.clear();
    }

    @Override
    public String toString() {
        return "TokenBroker" + pipelines;
    }
}
