package dev.jeton.cache.redis;

import dev.jeton.api.TokenKey;
import java.util.List;
import java.util.Optional;

/** How the keys of tokens are spelled, and which of them are watched for changes. */
public interface TokenNames {

    /** The broker's own; its locks are watched with them. */
    TokenNames OWN = new TokenNames() {
        @Override
        public String name(TokenKey key) {
            return RedisKeys.token(key);
        }

        @Override
        public Optional<TokenKey> owner(String name) {
            return RedisKeys.owner(name);
        }

        @Override
        public List<String> watched() {
            return List.of(RedisKeys.TOKENS, RedisKeys.LOCKS);
        }
    };

    String name(TokenKey key);

    /** Whose it is; empty where it is nobody's. */
    Optional<TokenKey> owner(String name);

    /** How the watched ones begin. */
    List<String> watched();
}
