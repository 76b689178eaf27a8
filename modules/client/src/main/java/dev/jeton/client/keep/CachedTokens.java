package dev.jeton.client.keep;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.CommonTokens;
import dev.jeton.client.BrokerException;
import dev.jeton.client.ClientEvent;
import dev.jeton.client.ClientEvent.Source;
import dev.jeton.client.ClientEvents;
import java.time.Duration;
import java.util.Optional;

/**
 * A token by the shortest way: from this process, else from the shared keys, else by a search that all callers of the key share. Where
 * that fails for a reason that may pass, by what is known and still valid.
 */
public final class CachedTokens implements AutoCloseable {

    /** A broker that is well has answered by then, by far. */
    private static final Duration PATIENCE_OF_HOLDERS = Duration.ofSeconds(1);

    private final Search search;
    private final NearTokens near;
    private final Rejections rejections;
    private final Duration timeout;
    private final ClientEvents events;
    private final TimeSource time;
    private final Flights<Search.Found> flights = new Flights<>();

    /** @param timeout the longest that anybody waits */
    public CachedTokens(Search search, Duration timeout, ClientEvents events, TimeSource time) {
        this.search = search;
        this.near = search.near();
        this.rejections = search.rejections();
        this.timeout = timeout;
        this.events = events;
        this.time = time;
    }

    /** A token of {@code key} that nobody here has reported as rejected. */
    public AccessToken get(TokenKey key) {
        AccessToken known = near.believedOrNull(key, time.millis());
        return known == null ? lookFor(key) : served(key, known, Source.NEAR);
    }

    private AccessToken lookFor(TokenKey key) {
        CommonTokens.requireFree(key.provider());
        Deadline deadline = Deadline.in(timeout, time);
        Optional<TokenEntry> shared = search.shared(key);
        if (shared.isPresent() && shared.get().schedule().isPreferred(time.now())) {
            return served(key, shared.get().token(), search.sharedTokens().source());
        }
        Optional<HeldToken> fallback = near.fallback(key, shared);
        Optional<BrokerException> setback = search.setback(key);
        if (setback.isPresent() && (fallback.isPresent() || isForAll(setback.get()))) {
            return instead(key, fallback, setback.get());
        }
        try {
            return fallback.isPresent() ? briefly(key, deadline) : searchFor(key, deadline, deadline);
        } catch (BrokerException e) {
            return instead(key, fallback, e);
        }
    }

    /** Whether a pause is kept by those as well who hold nothing: the broker has asked for it, or has nothing else to give. */
    private static boolean isForAll(BrokerException setback) {
        return setback.retryAfter().isPresent() || setback.code().equals(BrokerException.REJECTED_AGAIN);
    }

    /** Who holds a token that is good does not wait for a broker that hangs; the search goes on for whoever comes next. */
    private AccessToken briefly(TokenKey key, Deadline deadline) {
        Deadline patience = deadline.orIn(PATIENCE_OF_HOLDERS);
        try {
            return searchFor(key, deadline, patience);
        } catch (BrokerException e) {
            if (patience.hasPassed()) {
                search.noteSetback(key, e);
            }
            throw e;
        }
    }

    /** A search may have begun before what it brings was rejected: then another one is needed. Each round takes a new report. */
    private AccessToken searchFor(TokenKey key, Deadline deadline, Deadline patience) {
        while (true) {
            Search.Found found = flights.join(key, patience, () -> search.go(key, deadline));
            AccessToken token = found.entry().token();
            if (!rejections.include(key, token.fingerprint())) {
                return served(key, token, found.source());
            }
        }
    }

    private AccessToken instead(TokenKey key, Optional<HeldToken> fallback, BrokerException failure) {
        Optional<AccessToken> held = failure.isRefusal()
                ? Optional.empty()
                : fallback.filter(known -> known.isValid(time))
                        .map(HeldToken::token)
                        .filter(token -> !rejections.include(key, token.fingerprint()));
        if (held.isEmpty()) {
            events.on(new ClientEvent.Failed(key, failure));
            throw failure;
        }
        events.on(new ClientEvent.HeldServed(key, failure));
        return served(key, held.get(), Source.HELD);
    }

    private AccessToken served(TokenKey key, AccessToken token, Source source) {
        if (events.isHeard()) {
            events.on(new ClientEvent.Served(key.provider(), source));
        }
        return token;
    }

    /** From its return on, and for a minute, nobody here is given that token. */
    public void reject(TokenKey key, Fingerprint token) {
        boolean isNew = rejections.note(key, token);
        near.drop(key, token);
        if (isNew) {
            events.on(new ClientEvent.Rejected(key, token));
        }
    }

    /** Rejects that token, and takes it out of the shared keys if it is still there; whether it was the cached one. */
    public boolean invalidate(TokenKey key, Fingerprint token) {
        CommonTokens.requireFree(key.provider());
        boolean held = near.held(key)
                .filter(entry -> entry.token().fingerprint().equals(token))
                .isPresent();
        reject(key, token);
        return invalidated(key, search.sharedTokens().removeIf(key, token, held));
    }

    /**
     * Forgets whatever is cached of {@code key}, and rejects it: the broker would hand out the very same token again, and nobody
     * who calls this wants that one.
     */
    public boolean invalidate(TokenKey key) {
        CommonTokens.requireFree(key.provider());
        Optional<TokenEntry> held = near.held(key);
        held.ifPresent(entry -> reject(key, entry.token().fingerprint()));
        search.sharedTokens()
                .find(key)
                .ifPresent(entry -> reject(key, entry.token().fingerprint()));
        near.remove(key);
        return invalidated(key, search.sharedTokens().remove(key, held.isPresent()));
    }

    private boolean invalidated(TokenKey key, boolean removed) {
        events.on(new ClientEvent.Invalidated(key, removed));
        return removed;
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        flights.close();
        near.clear();
    }

    @Override
    public String toString() {
        return "near (" + rejections + ") > " + search;
    }
}
