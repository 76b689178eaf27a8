package dev.jeton.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.identity.jose.SigningKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Private halves, sealed before they leave the process.
 *
 * @param events are told of every one that does not open, and of every new one
 */
public record KeySealing(Sealer sealer, TokenEvents events) {

    String seal(RowId id, SigningKey key) {
        byte[] plain = key.privateJwk().getBytes(UTF_8);
        try {
            byte[] sealed = sealer.seal(JwtKey.label(id), plain);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** @throws StoreUnavailable if it was sealed with a key of another ring, or changed since */
    SigningKey open(JwtKey key) {
        try {
            byte[] plain =
                    sealer.open(JwtKey.label(key.id()), Base64.getUrlDecoder().decode(key.sealedPrivate()));
            Optional<SigningKey> pair = SigningKey.of(new String(plain, UTF_8));
            Arrays.fill(plain, (byte) 0);
            return pair.orElseThrow(() -> broken(key, "holds no key pair"));
        } catch (Unopenable e) {
            throw broken(key, e.reason());
        } catch (IllegalArgumentException e) {
            throw broken(key, "no base64url");
        }
    }

    private StoreUnavailable broken(JwtKey key, String reason) {
        events.on(new TokenEvent.SealBroken("signing key " + key.id(), reason));
        return new StoreUnavailable(
                "the signing key cannot be opened with any of ENCRYPTION_KEYS; nothing is signed", null);
    }

    @Override
    public String toString() {
        return "KeySealing";
    }
}
