package dev.jeton.client;

import dev.jeton.api.ProviderId;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.CommonTokens;
import dev.jeton.client.ClientEvent.Source;
import dev.jeton.client.broker.HttpBroker;
import dev.jeton.client.keep.CachedTokens;
import dev.jeton.client.keep.NearTokens;
import dev.jeton.client.keep.RedisNews;
import dev.jeton.client.keep.Rejections;
import dev.jeton.client.keep.Search;
import dev.jeton.client.keep.SharedTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** Gathers the settings of a {@link TokenClient}; what makes no sense is refused by {@link #build}, all of it at once. */
public final class TokenClientBuilder {

    private static final long MOST_TOKENS_HERE = 100_000;

    private final ClientSettings settings;
    private ClientEvents events = ClientEvents.NO_OP;
    private TimeSource time = TimeSource.system();

    TokenClientBuilder(URI broker) {
        this.settings = new ClientSettings(broker);
    }

    /** What the client shows to the broker: an API token, a JWT or the broker's internal secret; 16 or more characters. */
    public TokenClientBuilder secret(String secret) {
        settings.secret = secret;
        return this;
    }

    /** The same. It is copied, for every request needs it; what was given can be wiped. */
    public TokenClientBuilder secret(char[] secret) {
        return secret(new String(secret));
    }

    /** Of the methods that are given a tenant alone; {@code genesys} unless it is said. */
    public TokenClientBuilder provider(String provider) {
        settings.provider = provider;
        return this;
    }

    /** Others whose tokens are asked for: changes of them in Redis are told too, so they need not be read for every call. */
    public TokenClientBuilder providers(String... others) {
        settings.watched.addAll(List.of(others));
        return this;
    }

    /**
     * Shares tokens with all programs that keep them in that Redis, by the convention {@code {provider}:token:{tenantId}}. Without it
     * they are kept in this process.
     *
     * @param url {@code redis://[user:password@]host:port[/db]}, {@code rediss://…}, {@code redis-sentinel://…}, {@code redis-cluster://…}
     */
    public TokenClientBuilder redis(String url) {
        settings.redis = url;
        return this;
    }

    /** The longest that any call waits for one answer of Redis; 250 ms. */
    public TokenClientBuilder redisTimeout(Duration timeout) {
        settings.redisTimeout = timeout;
        return this;
    }

    /**
     * How many tokens are held in front of that, 10 000, and the longest that a change may go unnoticed, 5 s; size 0 = every call
     * asks.
     */
    public TokenClientBuilder nearCache(int size, Duration ttl) {
        settings.nearSize = size;
        settings.nearTtl = ttl;
        return this;
    }

    /** The longest that a caller waits for the broker, others' calls included; 10 s. */
    public TokenClientBuilder timeout(Duration timeout) {
        settings.timeout = timeout;
        return this;
    }

    /** Over which the broker is asked; it stays open when the token client is closed, and must not follow redirects. */
    public TokenClientBuilder httpClient(HttpClient client) {
        settings.httpClient = client;
        return this;
    }

    /** Lets the secret and the tokens cross a network unencrypted, where something else protects them. */
    public TokenClientBuilder allowPlainHttp() {
        settings.plainHttp = true;
        return this;
    }

    /** Hears what happens. */
    public TokenClientBuilder events(ClientEvents listener) {
        events = ClientEvents.contained(listener);
        return this;
    }

    /** Where it gets its time from. */
    public TokenClientBuilder time(TimeSource source) {
        time = source;
        return this;
    }

    /**
     * The client. It opens whether or not Redis and the broker can be reached.
     *
     * @throws IllegalArgumentException naming every setting that makes no sense, and no secret
     */
    public TokenClient build() {
        WrongSettings.refuse(settings);
        Openings openings = new Openings();
        RedisNews news = new RedisNews(events, time);
        CommonTokens common = common(news);
        openings.closing(common::close);
        Rejections rejections = new Rejections(settings.timeout, time);
        var bounds = new NearTokens.Bounds(settings.nearSize, settings.nearTtl);
        NearTokens near =
                new NearTokens(bounds, common.changes(), key -> common.watches(key.provider()), rejections, time);
        Source source = settings.redis == null ? Source.NEAR : Source.REDIS;
        SharedTokens shared = new SharedTokens(common.tokens(), common.health(), news, source);
        Search search = new Search(broker(openings), new Search.Places(shared, near, rejections), events, time);
        CachedTokens tokens = new CachedTokens(search, settings.timeout, events, time);
        return new TokenClient(new ProviderId(settings.provider), tokens, openings);
    }

    private CommonTokens common(RedisNews news) {
        return settings.redis()
                .map(redis -> CommonTokens.open(redis, settings.providers(), news, time))
                .orElseGet(() -> CommonTokens.ofThisProcess(MOST_TOKENS_HERE, time));
    }

    private HttpBroker broker(Openings openings) {
        HttpClient client = settings.httpClient == null ? openings.httpClient(settings.timeout) : settings.httpClient;
        return new HttpBroker(settings.broker, settings.secret, client, time);
    }
}
