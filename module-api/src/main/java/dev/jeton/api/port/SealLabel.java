package dev.jeton.api.port;

import dev.jeton.api.TokenKey;
import java.util.List;

/**
 * What a sealed value is and whose: it is authenticated with the value, so that neither can be exchanged alone.
 *
 * @param purpose the kind of value, {@code token} or {@code grant}
 * @param subject whose value it is, and which of theirs; no two values that differ share purpose and subject
 */
public record SealLabel(String purpose, List<String> subject) {
    public SealLabel {
        subject = List.copyOf(subject);
    }

    /** The label of the one value of this purpose that {@code key} has. */
    public static SealLabel of(String purpose, TokenKey key) {
        return new SealLabel(
                purpose, List.of(key.provider().value(), key.tenant().value()));
    }

    /** The label of one generation of a value, so that an older one cannot be put in its place. */
    public static SealLabel of(String purpose, TokenKey key, long generation) {
        return new SealLabel(
                purpose, List.of(key.provider().value(), key.tenant().value(), Long.toString(generation)));
    }
}
