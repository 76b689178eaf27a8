package dev.jeton.cache.redis;

import dev.jeton.api.TokenKey;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Goes through the grants under one prefix. It asks page by page, so that no call is long and no more than one page is held;
 * a grant that is there all the while is met at least once, one that comes or goes meanwhile perhaps.
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
        String glob = RedisKeys.grants(prefix);
        GrantDriver.Page page = scan(GrantDriver.Page.START, glob);
        visitor.accept(owners(page));
        while (!page.isLast()) {
            page = scan(page.next(), glob);
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

    private GrantDriver.Page scan(String cursor, String glob) {
        return GrantFaults.told(() -> redis.scan(cursor, glob));
    }

    private List<TokenKey> owners(GrantDriver.Page page) {
        return page.keys().stream()
                .flatMap(name -> RedisKeys.grantOwner(prefix, name).stream())
                .toList();
    }
}
