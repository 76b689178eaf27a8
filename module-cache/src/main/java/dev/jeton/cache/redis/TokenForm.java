package dev.jeton.cache.redis;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import java.time.Instant;

/** How tokens stand in Redis: under which names, as which bytes, and for how long. */
public sealed interface TokenForm permits SealedForm, CommonForm {

    TokenNames names();

    byte[] encode(TokenKey key, TokenEntry entry);

    /** @throws UnreadableToken if these bytes are no token of {@code key} that can be used */
    TokenEntry decode(TokenKey key, byte[] stored) throws UnreadableToken;

    /** When the server forgets it. */
    Instant keptUntil(TokenEntry entry);
}
