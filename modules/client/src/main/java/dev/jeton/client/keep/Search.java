package dev.jeton.client.keep;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.client.BrokerException;
import dev.jeton.client.BrokerException.Said;
import dev.jeton.client.ClientEvent;
import dev.jeton.client.ClientEvent.Source;
import dev.jeton.client.ClientEvents;
import dev.jeton.client.broker.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The way beyond this process: the shared keys, and the broker; what is found is kept for whoever asks next. */
public final class Search {

    private static final String ANSWERED = "ok";
    private static final int FORBIDDEN = 403;

    private final Broker broker;
    private final SharedTokens shared;
    private final NearTokens near;
    private final ClientEvents events;
    private final TimeSource time;
    private final Rejections rejections;
    private final Setbacks setbacks;

    /** Where tokens are kept: here, there, and the ones that nobody is given. */
    public record Places(SharedTokens shared, NearTokens near, Rejections rejections) {}

    /** What was found where. */
    record Found(TokenEntry entry, Source source) {}

    public Search(Broker broker, Places places, ClientEvents events, TimeSource time) {
        this.broker = broker;
        this.shared = places.shared();
        this.near = places.near();
        this.rejections = places.rejections();
        this.events = events;
        this.time = time;
        this.setbacks = new Setbacks(time);
    }

    /** A token from the shared keys that is valid and not rejected; perhaps in its last minutes. */
    Optional<TokenEntry> shared(TokenKey key) {
        Stamps.Stamp before = near.stamp(key);
        Optional<TokenEntry> found = shared.find(key)
                .filter(entry -> entry.schedule().isValid(time.now()))
                .filter(entry -> !isRejected(key, entry));
        found.ifPresent(entry -> near.keepRead(key, entry, before));
        return found;
    }

    /**
     * Looks once more, for whoever asked before may have brought it meanwhile; then asks the broker.
     *
     * @throws BrokerException if the broker gives none
     */
    Found go(TokenKey key, Deadline deadline) {
        return near.believed(key)
                .map(entry -> new Found(entry, Source.NEAR))
                .or(() -> shared(key)
                        .filter(entry -> entry.schedule().isPreferred(time.now()))
                        .map(entry -> new Found(entry, shared.source())))
                .orElseGet(() -> new Found(bought(key, deadline), Source.BROKER));
    }

    private TokenEntry bought(TokenKey key, Deadline deadline) {
        List<Fingerprint> known = rejections.of(key);
        Stamps.Stamp before = near.stamp(key);
        // Where it is still shared nobody else should have to be refused with it.
        known.stream().findFirst().ifPresent(latest -> shared.removeIf(key, latest, false));
        TokenEntry entry = asked(key, known, deadline);
        keep(key, entry, before);
        return entry;
    }

    /** The broker is told of the latest report; where it still has an earlier one, of that: what was said once it may not know. */
    private TokenEntry asked(TokenKey key, List<Fingerprint> known, Deadline deadline) {
        Optional<Fingerprint> named = known.stream().findFirst();
        TokenEntry entry = askedNaming(key, named, known, deadline);
        for (int i = 1; i < known.size() && isNamedLater(entry, named, known); i++) {
            named = Optional.of(entry.token().fingerprint());
            entry = askedNaming(key, named, known, deadline);
        }
        if (known.contains(entry.token().fingerprint())) {
            BrokerException failure = rejectedAgain();
            setbacks.note(key, failure, Duration.ZERO);
            throw failure;
        }
        return entry;
    }

    private static boolean isNamedLater(TokenEntry entry, Optional<Fingerprint> named, List<Fingerprint> known) {
        Fingerprint given = entry.token().fingerprint();
        return known.contains(given) && named.filter(given::equals).isEmpty();
    }

    /** Who may read tokens, and not report them, is refused for the report: then what there is may do, unless it is a rejected one. */
    private TokenEntry askedNaming(
            TokenKey key, Optional<Fingerprint> named, List<Fingerprint> known, Deadline deadline) {
        try {
            return asked(key, named, deadline);
        } catch (BrokerException e) {
            if (named.isEmpty() || e.status() != FORBIDDEN || !e.isRefusal()) {
                throw e;
            }
            TokenEntry unnamed = asked(key, Optional.empty(), deadline);
            if (known.contains(unnamed.token().fingerprint())) {
                throw e;
            }
            return unnamed;
        }
    }

    private TokenEntry asked(TokenKey key, Optional<Fingerprint> named, Deadline deadline) {
        long start = time.nanos();
        try {
            TokenEntry entry = broker.ask(key, named, deadline);
            requireValid(entry);
            setbacks.over(key);
            events.on(new ClientEvent.BrokerAsked(key.provider(), ANSWERED, time.since(start)));
            return entry;
        } catch (BrokerException e) {
            Duration took = time.since(start);
            if (!e.isRefusal()) {
                setbacks.note(key, e, took);
            }
            events.on(new ClientEvent.BrokerAsked(key.provider(), e.code(), took));
            throw e;
        }
    }

    /** A token that lives for a second may be over when a slow answer is here. */
    private void requireValid(TokenEntry entry) {
        if (!entry.schedule().isValid(time.now())) {
            throw BrokerException.failed(
                    BrokerException.TIMEOUT, 0, "the broker's token was over before it was here", Said.nothing(""));
        }
    }

    private static BrokerException rejectedAgain() {
        return BrokerException.failed(
                BrokerException.REJECTED_AGAIN,
                200,
                "the broker has no other token than the one that an API has rejected",
                Said.nothing(""));
    }

    private void keep(TokenKey key, TokenEntry entry, Stamps.Stamp before) {
        if (isRejected(key, entry)) {
            return;
        }
        shared.store(key, entry);
        near.keepNew(key, entry, before);
        if (isRejected(key, entry)) {
            // Reported while it was being written; who reported it may have looked before it was there.
            shared.removeIf(key, entry.token().fingerprint(), false);
        }
    }

    private boolean isRejected(TokenKey key, TokenEntry entry) {
        return rejections.include(key, entry.token().fingerprint());
    }

    /** Somebody has waited in vain; for a moment nobody who holds a token does so again. */
    void noteSetback(TokenKey key, BrokerException failure) {
        if (setbacks.current(key).isEmpty()) {
            setbacks.note(key, failure, Duration.ZERO);
        }
    }

    /** Why the broker is better left alone for this key for a moment. */
    Optional<BrokerException> setback(TokenKey key) {
        return setbacks.current(key);
    }

    NearTokens near() {
        return near;
    }

    Rejections rejections() {
        return rejections;
    }

    SharedTokens sharedTokens() {
        return shared;
    }

    @Override
    public String toString() {
        return shared + " > " + broker;
    }
}
