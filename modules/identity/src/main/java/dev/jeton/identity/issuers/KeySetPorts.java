package dev.jeton.identity.issuers;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;

/**
 * What key sets are fetched with.
 *
 * @param cache where the processes of a fleet keep them for each other
 * @param events are told of every fetch
 */
public record KeySetPorts(KeySetFetcher fetcher, CacheService cache, TokenEvents events) {}
