package dev.jeton.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.PublicJwk;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * The key set (RFC 7517 section 5) by which others check our tokens: the public halves of all keys that live, those included
 * that are yet to sign.
 */
public final class PublicKeySet {

    private final KeySource keys;
    private final JwtKeySettings settings;
    private final TimeSource time;

    public PublicKeySet(KeySource keys, JwtKeySettings settings, TimeSource time) {
        this.keys = keys;
        this.settings = settings;
        this.time = time;
    }

    /** The document, in UTF-8. */
    public byte[] document() {
        return keys.living().stream()
                .filter(key -> key.life().isLiving(time.now()))
                .map(PublicKeySet::publicHalf)
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"))
                .getBytes(UTF_8);
    }

    /** Read and written again: whatever the store holds, nothing private leaves here. */
    private static String publicHalf(JwtKey key) {
        return PublicJwk.of(key.publicJwk())
                .orElseThrow(() -> new StoreUnavailable("a signing key in the store cannot be read", null));
    }

    /** How long it may be cached. */
    public Duration maxAge() {
        return settings.maxAge();
    }
}
