package dev.jeton.cache.redis;

import dev.jeton.api.TokenException.CacheUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import redis.clients.jedis.HostAndPort;

/**
 * Goes through all keys that match a glob, page by page, so that no call is long. A key that is there all the while is met at
 * least once, one that comes or goes meanwhile perhaps.
 */
final class KeyWalk {

    private final KeyPages redis;
    private final String glob;

    KeyWalk(KeyPages redis, String glob) {
        this.redis = redis;
        this.glob = glob;
    }

    /**
     * Goes to the last server and all the way back: a key that moves from one to another meanwhile is met on one of them,
     * whichever way it moves. Who has joined meanwhile comes last. Where there is one server it is gone through once.
     *
     * @throws CacheUnavailable where a server cannot be asked, or none is known: that is not "no keys"
     */
    void names(Consumer<List<String>> visitor) {
        Set<HostAndPort> masters = redis.masters();
        if (masters.isEmpty()) {
            throw new CacheUnavailable("no server has been found yet", null, null);
        }
        List<HostAndPort> way = new ArrayList<>(masters);
        way.addAll(way.reversed().subList(1, way.size()));
        way.forEach(master -> namesOn(master, visitor));
        redis.masters().stream()
                .filter(master -> !masters.contains(master))
                .forEach(master -> namesOn(master, visitor));
    }

    private void namesOn(HostAndPort master, Consumer<List<String>> visitor) {
        KeyPages.Page page = redis.scan(master, KeyPages.Page.START, glob);
        visitor.accept(page.keys());
        while (!page.isLast()) {
            page = redis.scan(master, page.next(), glob);
            visitor.accept(page.keys());
        }
    }
}
