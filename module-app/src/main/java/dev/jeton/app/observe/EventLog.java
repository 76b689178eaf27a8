package dev.jeton.app.observe;

import dev.jeton.api.TokenException;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what an operator should know. What happens for every request is in the request log instead. */
public final class EventLog implements TokenEvents {

    private static final Logger LOG = LoggerFactory.getLogger("jeton");

    public EventLog() {}

    @Override
    public void on(TokenEvent event) {
        switch (event) {
            // First, for it is what happens: a line of the request log says it.
            case TokenEvent.Served e -> {}
            case TokenEvent.SharedStateChanged e
            when e.usable() -> LOG.info("redis is up: {}", Lines.clean(e.reason()));
            case TokenEvent.SharedStateChanged e ->
                LOG.warn("redis is down, going on without it: {}", Lines.clean(e.reason()));
            case TokenEvent.StateNodeChanged e
            when e.usable() -> LOG.info("redis node is up: {}: {}", e.node(), Lines.clean(e.reason()));
            case TokenEvent.StateNodeChanged e ->
                LOG.warn(
                        "redis node is down, its part of the tenants goes on without it: {}: {}",
                        e.node(),
                        Lines.clean(e.reason()));
            case TokenEvent.WatchChanged e
            when e.live() -> LOG.info("changes in redis are told: {}", Lines.clean(e.reason()));
            case TokenEvent.WatchChanged e ->
                LOG.warn("changes in redis are not told, looking for them instead: {}", Lines.clean(e.reason()));
            case TokenEvent.CacheFault e -> LOG.warn("redis failed to {}: {}", e.operation(), Lines.clean(e.reason()));
            case TokenEvent.UnreadableEntry e ->
                LOG.warn("unreadable cache entry treated as absent key={} reason={}", e.key(), Lines.clean(e.reason()));
            case TokenEvent.Uncacheable e -> LOG.warn("token ends too soon to be cached key={}", e.key());
            case TokenEvent.UpstreamFailed e ->
                LOG.warn(
                        "provider {} key={} reason={}",
                        e.failure() instanceof TokenException.Refused ? "refused" : "failed",
                        e.key(),
                        Lines.clean(e.failure().detail()));
            case TokenEvent.LockWaited e
            when !e.served() -> LOG.warn("gave up waiting for another process key={}", e.key());
            case TokenEvent.FileReloaded e when e.accepted() -> LOG.info("read again file={}", Lines.clean(e.file()));
            case TokenEvent.FileReloaded e ->
                LOG.warn(
                        "kept the last good version of file={} reason={}",
                        Lines.clean(e.file()),
                        Lines.clean(e.reason()));
            case TokenEvent.StaleServed e ->
                LOG.debug(
                        "served an ageing token key={} because {}",
                        e.key(),
                        Lines.clean(e.hidden().detail()));
            case TokenEvent.StoreTokenChanged e
            when e.lasting() -> LOG.info("the store's token will last: {}", Lines.clean(e.reason()));
            case TokenEvent.StoreTokenChanged e -> LOG.warn("the store's token may end: {}", Lines.clean(e.reason()));
            case TokenEvent.UpkeepFailed e ->
                LOG.warn("upkeep failed work={} reason={}", e.work(), Lines.clean(e.reason()));
            case TokenEvent.GrantStepped e -> step(e);
            case TokenEvent.GrantFailed e ->
                LOG.warn(
                        "refresh failed key={} stage={} reason={}",
                        e.key(),
                        e.stage(),
                        Lines.clean(e.failure().detail()));
            case TokenEvent.SealBroken e ->
                LOG.error(
                        "security: a sealed value cannot be opened in={} reason={}",
                        e.where(),
                        Lines.clean(e.reason()));
            case TokenEvent.KeySetFetched e when e.succeeded() -> LOG.info("fetched the key set issuer={}", e.issuer());
            case TokenEvent.KeySetFetched e ->
                LOG.warn("cannot fetch the key set issuer={} reason={}", e.issuer(), Lines.clean(e.reason()));
            case TokenEvent.SigningKeyMade e -> LOG.info("new signing key={} signsFrom={}", e.key(), e.signsFrom());
            default -> LOG.trace("{}", event.getClass().getSimpleName());
        }
    }

    private static void step(TokenEvent.GrantStepped e) {
        switch (e.step()) {
            case REAUTHORIZATION_REQUIRED ->
                LOG.error(
                        "connection is dead, a person must connect again key={} generation={}",
                        e.key(),
                        e.generation());
            case TAKEN_OVER, NOT_SENT, ANSWER_LOST, COMMIT_PENDING, SUPERSEDED ->
                LOG.warn("grant {} key={} generation={}", e.step(), e.key(), e.generation());
            case SEEDED, RECOVERED, FREED ->
                LOG.info("grant {} key={} generation={}", e.step(), e.key(), e.generation());
            case CLAIMING, CLAIMED, SENDING, ANSWERED, JOURNALED, COMMITTED ->
                LOG.debug("grant {} key={} generation={}", e.step(), e.key(), e.generation());
        }
    }
}
