package dev.jeton.identity.jose;

import dev.jeton.identity.jose.JwtVerdict.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token says (RFC 7519 section 4). A member that is null says nothing. */
final class JwtClaims {

    /** The end of the year 9999: whoever is good for longer means something else. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final Map<String, Object> members;

    private JwtClaims(Map<String, Object> members) {
        this.members = members;
    }

    static JwtClaims read(byte[] utf8) throws Refused {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> member :
                StrictJson.object(utf8).entrySet()) {
            Object value = member.getValue();
            if (value != null) {
                members.put(member.getKey(), value);
            }
        }
        return new JwtClaims(members);
    }

    /** A NumericDate. RFC 7519 allows fractions; nobody sends them, and what is odd here is refused. */
    Optional<Instant> moment(String name) throws Refused {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Integer || value instanceof Long) {
            long seconds = ((Number) value).longValue();
            if (seconds >= 0 && seconds <= LAST_SECOND) {
                return Optional.of(Instant.ofEpochSecond(seconds));
            }
        }
        throw new Refused(Reason.WRONG_CLAIMS);
    }

    Optional<String> text(String name) throws Refused {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw new Refused(Reason.WRONG_CLAIMS);
    }

    /** One text, or a list of them, as {@code aud} is written. */
    Set<String> texts(String name) throws Refused {
        Set<String> texts = new LinkedHashSet<>();
        for (Object item : items(name)) {
            if (!(item instanceof String text)) {
                throw new Refused(Reason.WRONG_CLAIMS);
            }
            texts.add(text);
        }
        return texts;
    }

    /** The same, but what is no text is passed over: a right that cannot be read is not had. */
    Set<String> readableTexts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        for (Object item : items(name)) {
            if (item instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    private List<?> items(String name) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** A text or a whole number, as some issuers write their ids. */
    Optional<String> id(String name) {
        Object value = members.get(name);
        return value instanceof String || value instanceof Integer || value instanceof Long
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    Map<String, Object> members() {
        return members;
    }
}
