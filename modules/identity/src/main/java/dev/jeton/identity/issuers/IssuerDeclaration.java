package dev.jeton.identity.issuers;

import dev.jeton.identity.jose.ClaimNames;
import dev.jeton.identity.jose.SignatureAlgorithm;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose tokens are believed.
 *
 * @param id as callers name it, {@code genesys:eu-west-1} or {@code acme-login}
 * @param keySet where its keys are, over HTTP; some issuers tell their key sets apart by a query
 * @param algorithms that its tokens may be signed with
 * @param expected what its tokens must say
 * @param claims where they say whom they are about
 */
public record IssuerDeclaration(
        String id, URI keySet, Set<SignatureAlgorithm> algorithms, Expected expected, ClaimNames claims) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}(:[a-z0-9][a-z0-9._-]{0,63}){0,3}");

    /**
     * By whom and for whom a token must be.
     *
     * @param issuerOrNull what {@code iss} must be, to the letter; null = it is not looked at, the key alone says whose it is
     * @param audiences one of which {@code aud} must name; empty = it is not looked at
     */
    public record Expected(@Nullable String issuerOrNull, Set<String> audiences) {

        /** Nothing but the right key. */
        public static final Expected ANYTHING = new Expected(null, Set.of());

        public Expected {
            audiences = Set.copyOf(audiences);
        }
    }

    /** @throws IllegalArgumentException naming what is wrong */
    public IssuerDeclaration {
        algorithms = Set.copyOf(algorithms);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be words of a-z 0-9 . _ - joined by colons");
        }
        if (!isHttp(keySet)) {
            throw new IllegalArgumentException(
                    "keySet must be an absolute http or https address without user and fragment");
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("algorithms must name one at least");
        }
    }

    private static boolean isHttp(URI uri) {
        return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    /** All algorithms that anybody may use here. */
    public static Set<SignatureAlgorithm> anyAlgorithm() {
        return EnumSet.allOf(SignatureAlgorithm.class);
    }
}
