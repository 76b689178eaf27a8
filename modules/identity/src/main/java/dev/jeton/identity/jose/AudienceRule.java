package dev.jeton.identity.jose;

import java.util.Set;

/** For whom a token has to be (RFC 7519 section 4.1.3). */
@FunctionalInterface
public interface AudienceRule {

    /** @param named by the token; empty = it names nobody */
    boolean allows(Set<String> named);

    /** One of {@code ours} at least must be named. */
    static AudienceRule oneOf(Set<String> ours) {
        Set<String> wanted = Set.copyOf(ours);
        return named -> named.stream().anyMatch(wanted::contains);
    }

    /** Nobody must be named: we have no name, so whoever is named is somebody else. */
    static AudienceRule nobody() {
        return Set::isEmpty;
    }

    /** Whoever is named, where an issuer's tokens are taken without being made for us. */
    static AudienceRule anybody() {
        return named -> true;
    }
}
