package dev.jeton.identity.jose;

import dev.jeton.identity.jose.JwtVerdict.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a token, as far as anybody here looks at it. What it says of keys ({@code jwk}, {@code jku}, {@code x5u},
 * {@code x5c}) is not among it: a token does not get to say whom to believe.
 *
 * @param names of all its parameters
 */
public record JoseHeader(
        String algorithm,
        @Nullable String keyIdOrNull,
        @Nullable String typeOrNull,
        Set<String> names) {

    private static final int LONGEST_TEXT = 256;

    static JoseHeader read(byte[] utf8) throws Refused {
        Map<String, @Nullable Object> members = StrictJson.object(utf8);
        String algorithm = textOrNull(members, "alg");
        if (algorithm == null) {
            throw new Refused(Reason.MALFORMED);
        }
        return new JoseHeader(
                algorithm, textOrNull(members, "kid"), textOrNull(members, "typ"), Set.copyOf(members.keySet()));
    }

    private static @Nullable String textOrNull(Map<String, @Nullable Object> members, String name) throws Refused {
        if (!members.containsKey(name)) {
            return null;
        }
        if (members.get(name) instanceof String text && text.length() <= LONGEST_TEXT) {
            return text;
        }
        throw new Refused(Reason.MALFORMED);
    }

    /** Which of several keys has signed, by its own word. */
    public Optional<String> keyId() {
        return Optional.ofNullable(keyIdOrNull);
    }

    /** Which kind of token it is, by its own word. */
    public Optional<String> type() {
        return Optional.ofNullable(typeOrNull);
    }
}
