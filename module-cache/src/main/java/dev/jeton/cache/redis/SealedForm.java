package dev.jeton.cache.redis;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.time.Instant;

/** The broker's own: entries with their whole schedule, each sealed for its own key, kept to the end of their lives. */
public record SealedForm(Sealer sealer) implements TokenForm {

    @Override
    public TokenNames names() {
        return TokenNames.OWN;
    }

    @Override
    public byte[] encode(TokenKey key, TokenEntry entry) {
        return sealer.seal(label(key), TokenEntryCodec.encode(key, entry));
    }

    @Override
    public TokenEntry decode(TokenKey key, byte[] stored) throws UnreadableToken {
        try {
            return TokenEntryCodec.decode(key, sealer.open(label(key), stored));
        } catch (Unopenable e) {
            throw new UnreadableToken(e.reason());
        }
    }

    private static SealLabel label(TokenKey key) {
        return SealLabel.of("token", key);
    }

    @Override
    public Instant keptUntil(TokenEntry entry) {
        return entry.schedule().cachedUntil();
    }

    @Override
    public String toString() {
        return "sealed";
    }
}
