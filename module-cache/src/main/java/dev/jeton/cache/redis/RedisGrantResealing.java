package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.ResealTally;
import dev.jeton.api.port.Resealing;
import dev.jeton.api.port.Sealer;
import dev.jeton.cache.RedisGrantSettings;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Seals the grants in Redis again, each by one compare-and-set. */
public final class RedisGrantResealing implements Resealing {

    private final GrantDriver redis;
    private final RedisGrantSettings settings;
    private final RedisGrants grants;
    private final GrantReader reader;
    private final Sealer sealer;
    private final TokenEvents events;

    RedisGrantResealing(GrantDriver redis, RedisGrantSettings settings, Sealer sealer, TokenEvents events) {
        this.redis = redis;
        this.settings = settings;
        this.grants = new RedisGrants(redis, settings, sealer, events);
        this.reader = new GrantReader(sealer);
        this.sealer = sealer;
        this.events = events;
    }

    @Override
    public Outcome reseal(Progress progress) {
        GrantWalk walk = new GrantWalk(redis, settings.keyPrefix());
        AtomicLong total = new AtomicLong();
        walk.keys(keys -> total.addAndGet(keys.size()));
        ResealTally tally = new ResealTally(progress, total.get());
        walk.values((key, first) -> {
            // The first look came with the others; an attempt that was too late needs one of its own.
            Iterator<GrantDriver.Look> seen = List.of(first).iterator();
            tally.count(() -> attempt(key, seen.hasNext() ? seen.next() : look(key)));
        });
        return tally.outcome();
    }

    private GrantDriver.Look look(TokenKey key) {
        return GrantFaults.told(() -> redis.look(List.of(RedisKeys.grant(settings.keyPrefix(), key))))
                .getFirst();
    }

    private Fate attempt(TokenKey key, GrantDriver.Look look) {
        try {
            Optional<StoredGrant> found = reader.read(key, look);
            // Read even if it is current: whoever gives up a key wants to know what cannot be opened.
            try (StoredGrant stored = found.orElse(null)) {
                if (stored == null || isCurrent(look)) {
                    return Fate.CURRENT;
                }
                return grants.replace(key, stored.revision(), stored.grant()).isPresent()
                        ? Fate.RESEALED
                        : Fate.CONTESTED;
            }
        } catch (GrantReader.Unreadable e) {
            events.on(e.event());
            return Fate.UNREADABLE;
        }
    }

    private boolean isCurrent(GrantDriver.Look look) {
        if (!(look instanceof GrantDriver.Look.Value value)) {
            return true;
        }
        try {
            Map<String, String> fields = GrantJson.read(value.json());
            return Stream.of(GrantFields.REFRESH_TOKEN, GrantFields.ACCESS_TOKEN)
                    .map(name -> fields.getOrDefault(name, ""))
                    .allMatch(token -> token.isEmpty() || sealer.isCurrent(token.getBytes(UTF_8)));
        } catch (GrantJson.Unreadable e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "RedisGrantResealing[" + settings.keyPrefix() + "]";
    }
}
