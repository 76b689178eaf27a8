package dev.jeton.cache.redis;

import dev.jeton.api.TokenKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import redis.clients.jedis.HostAndPort;

/**
 * Goes through the grants under one prefix. It asks page by page, so that no call is long and no more than one page of values
 * is held; a grant that is there all the while is met at least once, one that comes or goes meanwhile perhaps.
 */
final class GrantWalk {

    /** Times the longest value: what is held at once. */
    private static final int VALUES_AT_ONCE = 100;

    private final GrantDriver redis;
    private final String prefix;

    GrantWalk(GrantDriver redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    /** Meets the keys of grants; those of others under the same prefix are passed by. */
    void keys(Consumer<List<TokenKey>> visitor) {
        Set<HostAndPort> masters = GrantFaults.someOf(redis.masters());
        if (masters.size() == 1) {
            keysOn(masters.iterator().next(), visitor);
        } else {
            keysOnAll(masters, visitor);
        }
    }

    /**
     * Goes to the last server and all the way back: a key that moves from one to another meanwhile is met on one of them,
     * whichever way it moves. Who has joined meanwhile comes last.
     */
    private void keysOnAll(Set<HostAndPort> masters, Consumer<List<TokenKey>> visitor) {
        List<HostAndPort> way = new ArrayList<>(masters);
        way.addAll(way.reversed().subList(1, way.size()));
        Set<TokenKey> met = new HashSet<>();
        Consumer<List<TokenKey>> firstTime =
                keys -> visitor.accept(keys.stream().filter(met::add).toList());
        way.forEach(master -> keysOn(master, firstTime));
        redis.masters().stream()
                .filter(master -> !masters.contains(master))
                .forEach(master -> keysOn(master, firstTime));
    }

    private void keysOn(HostAndPort master, Consumer<List<TokenKey>> visitor) {
        String glob = RedisKeys.grants(prefix);
        GrantDriver.Page page = scan(master, GrantDriver.Page.START, glob);
        visitor.accept(owners(page));
        while (!page.isLast()) {
            page = scan(master, page.next(), glob);
            visitor.accept(owners(page));
        }
    }

    /** Meets the keys with what they hold. */
    void values(BiConsumer<TokenKey, GrantDriver.Look> visitor) {
        keys(page -> {
            for (int from = 0; from < page.size(); from += VALUES_AT_ONCE) {
                look(page.subList(from, Math.min(from + VALUES_AT_ONCE, page.size())), visitor);
            }
        });
    }

    private void look(List<TokenKey> keys, BiConsumer<TokenKey, GrantDriver.Look> visitor) {
        List<String> names =
                keys.stream().map(key -> RedisKeys.grant(prefix, key)).toList();
        List<GrantDriver.Look> looks = GrantFaults.told(() -> redis.look(names));
        for (int i = 0; i < looks.size(); i++) {
            visitor.accept(keys.get(i), looks.get(i));
        }
    }

    private GrantDriver.Page scan(HostAndPort master, String cursor, String glob) {
        return GrantFaults.told(() -> redis.scan(master, cursor, glob));
    }

    private List<TokenKey> owners(GrantDriver.Page page) {
        return page.keys().stream()
                .flatMap(name -> RedisKeys.grantOwner(prefix, name).stream())
                .toList();
    }
}
