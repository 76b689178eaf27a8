package dev.jeton.cache.redis;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that programs of any language share. Those of every provider can be used; a prefix is needed for each that is
 * watched, for they have none in common.
 */
public record CommonNames(Set<ProviderId> providers) implements TokenNames {

    public CommonNames {
        providers = Set.copyOf(providers);
    }

    @Override
    public String name(TokenKey key) {
        return RedisKeys.commonToken(key);
    }

    @Override
    public Optional<TokenKey> owner(String name) {
        return RedisKeys.commonOwner(name);
    }

    @Override
    public List<String> watched() {
        return providers.stream().map(RedisKeys::commonTokens).toList();
    }
}
