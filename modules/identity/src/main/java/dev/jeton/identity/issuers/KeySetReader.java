package dev.jeton.identity.issuers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jeton.identity.jose.VerificationKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an issuer publishes (RFC 7517 section 5). Keys that are not for signatures, or of a kind that is not known here,
 * are passed over, as that section asks for; so is everything that a key says of certificates.
 */
final class KeySetReader {

    /** When it was fetched, in milliseconds since 1970: a member of ours in what processes keep for each other. */
    static final String FETCHED_AT = "fetchedAt";

    /** More than any issuer has. */
    private static final int MOST_KEYS = 64;

    private static final Set<String> LOOKED_AT =
            Set.of("kty", "kid", "use", "key_ops", "alg", "n", "e", "crv", "x", "y");

    private KeySetReader() {}

    /** @throws ParseException if it is no key set; its message quotes nothing of it */
    static JWKSet read(byte[] document) throws ParseException {
        Map<String, Object> members = members(document);
        if (!(members.get("keys") instanceof List<?> items) || items.size() > MOST_KEYS) {
            throw new ParseException("no key set", 0);
        }
        List<JWK> keys = new ArrayList<>();
        items.forEach(item -> usable(item).ifPresent(keys::add));
        return members.get(FETCHED_AT) instanceof Number fetchedAt
                ? new JWKSet(keys, Map.of(FETCHED_AT, fetchedAt.longValue()))
                : new JWKSet(keys);
    }

    private static Map<String, Object> members(byte[] document) throws ParseException {
        try {
            // For the word null it answers with null.
            Map<String, Object> members = JSONObjectUtils.parse(new String(document, UTF_8));
            return members == null ? Map.of() : members;
        } catch (ParseException e) {
            throw new ParseException("no JSON object", 0);
        }
    }

    private static Optional<JWK> usable(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> members)) {
            return Optional.empty();
        }
        Map<String, Object> publicPart = new HashMap<>();
        members.forEach((name, value) -> {
            if (name instanceof String text && LOOKED_AT.contains(text) && value != null) {
                publicPart.put(text, value);
            }
        });
        try {
            return Optional.of(JWK.parse(publicPart))
                    .filter(key -> VerificationKey.of(key.toJSONString()).isPresent());
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
