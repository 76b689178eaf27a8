package dev.jeton.cache.redis;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.StateHealth;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import redis.clients.jedis.HostAndPort;

/**
 * Sums up the health of all servers: the shared state can be used while one of them can, each key while its own one can, and
 * both are told when they change.
 */
final class RedisHealth implements StateHealth, RedisNodes.Listener {

    private static final String NO_ANSWER = "no answer at start";

    private final TokenEvents events;
    private final RedisNodes nodes;
    private final TokenNames names;
    private boolean told;

    RedisHealth(RedisNodes nodes, TokenNames names, TokenEvents events) {
        this.nodes = nodes;
        this.names = names;
        this.events = events;
    }

    /** Has all servers asked once, and goes on from there. */
    void start() {
        nodes.start(this);
        // What has not changed nobody else would tell.
        if (!current().usable()) {
            events.on(new TokenEvent.SharedStateChanged(false, NO_ANSWER));
        } else {
            nodes.readings().forEach((master, reading) -> {
                if (!reading.usable()) {
                    events.on(new TokenEvent.StateNodeChanged(master.toString(), false, NO_ANSWER));
                }
            });
        }
    }

    @Override
    public Reading current() {
        Collection<NodeHealth.Reading> all = nodes.readings().values();
        int up = (int) all.stream().filter(NodeHealth.Reading::usable).count();
        Duration latency = all.stream()
                .filter(node -> node.usable() || up == 0)
                .map(NodeHealth.Reading::latency)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Reading(up > 0, latency, new Nodes(up, all.size() - up));
    }

    /**
     * By the server of the token. Where only that of the lock is away, a token that is there is served as ever, and a new
     * one is obtained as it is without any shared state.
     */
    @Override
    public boolean isUsableFor(TokenKey key) {
        return !nodes.serverOf(names.name(key)).isKnownToBeGone();
    }

    @Override
    public synchronized void changed(HostAndPort master, boolean usable, String reason) {
        Reading reading = current();
        if (reading.nodes().several()) {
            events.on(new TokenEvent.StateNodeChanged(master.toString(), usable, reason));
        }
        tellIfChanged(reading.usable(), reason);
    }

    @Override
    public synchronized void settled() {
        tellIfChanged(current().usable(), "another server is master");
    }

    @Override
    public void lost(RuntimeException why) {
        events.on(new TokenEvent.CacheFault(
                "find out who is master", why.getClass().getSimpleName()));
    }

    private void tellIfChanged(boolean usable, String reason) {
        if (told != usable) {
            told = usable;
            events.on(new TokenEvent.SharedStateChanged(usable, reason));
        }
    }
}
