package dev.jeton.cache.redis;

import dev.jeton.api.TokenKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Goes through the grants under one prefix, as {@link KeyWalk} does; no more than one page of values is held. */
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
        // One server names few keys twice, and several are gone through twice.
        Consumer<List<TokenKey>> each = redis.masters().size() > 1 ? firstTime(visitor) : visitor;
        boolean unused = GrantFaults.told(() -> {
            new KeyWalk(redis, RedisKeys.grants(prefix)).names(names -> each.accept(owners(names)));
            return true;
        });
    }

    private static Consumer<List<TokenKey>> firstTime(Consumer<List<TokenKey>> visitor) {
        Set<TokenKey> met = new HashSet<>();
        return keys -> visitor.accept(keys.stream().filter(met::add).toList());
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

    private List<TokenKey> owners(List<String> names) {
        return names.stream()
                .flatMap(name -> RedisKeys.grantOwner(prefix, name).stream())
                .toList();
    }
}
