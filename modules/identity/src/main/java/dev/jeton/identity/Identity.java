package dev.jeton.identity;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jwt.IssuedJwt;
import dev.jeton.identity.jwt.JwtContent;
import dev.jeton.identity.jwt.JwtIssuer;
import dev.jeton.identity.jwt.JwtValidator;
import dev.jeton.identity.jwt.KeySealing;
import dev.jeton.identity.jwt.PublicKeySet;
import dev.jeton.identity.jwt.RememberedKeys;
import dev.jeton.identity.jwt.SigningKeys;
import dev.jeton.identity.rows.CachedJwtKeys;
import dev.jeton.identity.rows.Repositories;
import dev.jeton.identity.tokens.AccessTokens;
import dev.jeton.identity.tokens.ApiTokens;
import dev.jeton.identity.tokens.Sessions;
import dev.jeton.identity.tokens.VerificationTokens;
import dev.jeton.identity.upkeep.CleanUp;
import dev.jeton.identity.upkeep.Transfer;
import dev.jeton.identity.upkeep.WarmUp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** First-party tokens and keys over one store and one cache, wired by hand. */
public final class Identity implements AutoCloseable {

    private final Parts parts;
    private final IdentitySettings settings;
    private final Repositories rows;
    private final ApiTokens apiTokens;
    private final VerificationTokens verificationTokens;
    private final Sessions sessions;
    private final RememberedKeys keys;
    private final SigningKeys signingKeys;
    private final JwtIssuer issuer;

    /**
     * What it works with.
     *
     * @param longestCached bounds how long anything is cached, where no word of changes that others make reaches the cache
     */
    public record Parts(
            IdentityStore store,
            CacheService cache,
            Duration longestCached,
            Sealer sealer,
            TokenEvents events,
            TimeSource time) {

        /** Of a cache that hears of all changes: what is cached lives as long as its kind may. */
        public Parts(IdentityStore store, CacheService cache, Sealer sealer, TokenEvents events, TimeSource time) {
            this(store, cache, Duration.ofDays(1), sealer, events, time);
        }
    }

    private Identity(Parts parts, IdentitySettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.rows = new Repositories(parts.cache, parts.longestCached, parts.time);
        IdentityStore store = parts.store;
        this.apiTokens = new ApiTokens(store.apiTokens(), rows.apiTokens(), parts.time);
        this.verificationTokens =
                new VerificationTokens(store.verificationTokens(), rows.verificationTokens(), parts.time);
        this.sessions = new Sessions(store.refreshTokens(), rows.refreshTokens(), settings.session(), parts.time);
        CachedJwtKeys cached = new CachedJwtKeys(store.jwtKeys(), rows.jwtKeys(), parts.time);
        this.keys = new RememberedKeys(cached, settings.keysBelieved(), parts.time);
        KeySealing sealing = new KeySealing(parts.sealer, parts.events);
        this.signingKeys = new SigningKeys(cached, keys, sealing, settings.keys(), parts.time);
        this.issuer = new JwtIssuer(signingKeys, settings.issuer(), parts.time);
    }

    /** Asks nobody for anything yet. */
    public static Identity over(Parts parts, IdentitySettings settings) {
        return new Identity(parts, settings);
    }

    public ApiTokens apiTokens() {
        return apiTokens;
    }

    public VerificationTokens verificationTokens() {
        return verificationTokens;
    }

    public Sessions sessions() {
        return sessions;
    }

    /** Signs the access tokens of sessions: the session is in {@code sid}. */
    public AccessTokens accessTokens() {
        return this::access;
    }

    private AccessTokens.Access access(UserId user, RowId session) {
        Set<String> audience = settings.audience().map(Set::of).orElseGet(Set::of);
        JwtContent content =
                new JwtContent(user.value(), audience, settings.accessToken(), Map.of("sid", session.value()));
        IssuedJwt jwt = issuer.issue(content);
        return new AccessTokens.Access(jwt.token().value(), settings.accessToken());
    }

    public SigningKeys signingKeys() {
        return signingKeys;
    }

    /** Tells what our own access tokens are worth. */
    public JwtValidator validator() {
        return new JwtValidator(keys, settings.issuer(), settings.audience(), parts.time);
    }

    /** What others check our tokens by. */
    public PublicKeySet publicKeys() {
        return new PublicKeySet(keys, settings.keys(), parts.time);
    }

    public WarmUp warmUp() {
        return new WarmUp(apiTokens, verificationTokens, sessions, () -> {
            List<?> unused = keys.living();
        });
    }

    public CleanUp cleanUp() {
        return new CleanUp(parts.store, rows, settings.kept(), parts.time);
    }

    public Transfer transfer() {
        return new Transfer(parts.store, rows);
    }

    /** Whether the cache has heard of every change that was made here; if not, others may go by what was before. */
    public boolean isTold() {
        return rows.isEven();
    }

    @Override
    public void close() {
        rows.close();
    }

    @Override
    public String toString() {
        return "Identity over " + parts.store;
    }
}
