package dev.jeton.identity.jose;

import dev.jeton.identity.jose.JwtVerdict.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the header of a token may say.
 *
 * @param algorithms that are accepted
 * @param strangers whether there may be parameters that nobody here looks at
 */
public record HeaderRules(Set<SignatureAlgorithm> algorithms, Types types, Strangers strangers) {

    /**
     * What kinds of tokens there may be (RFC 7515 section 4.1.9). Names are compared without case, and may leave out their first half.
     *
     * @param names that {@code typ} may hold, in lower case and without {@code application/}
     * @param orNone whether it may be missing
     */
    public record Types(Set<String> names, boolean orNone) {

        private static final String MEDIA_TYPE = "application/";

        public Types {
            names = Set.copyOf(names);
        }

        boolean allow(Optional<String> type) {
            return type.map(name -> names.contains(plain(name))).orElse(orNone);
        }

        private static String plain(String type) {
            String lower = type.toLowerCase(Locale.ROOT);
            return lower.startsWith(MEDIA_TYPE) ? lower.substring(MEDIA_TYPE.length()) : lower;
        }
    }

    /** Parameters other than {@code alg}, {@code typ} and {@code kid}. */
    public enum Strangers {
        /** For tokens that are written by ourselves. */
        REFUSED,
        /** For those of others: they are passed over. */
        PASSED_OVER
    }

    private static final Set<String> LOOKED_AT = Set.of("alg", "typ", "kid");

    public HeaderRules {
        algorithms = Set.copyOf(algorithms);
    }

    SignatureAlgorithm check(JoseHeader header) throws Refused {
        checkStrangers(header.names());
        if (!types.allow(header.type())) {
            throw new Refused(Reason.WRONG_TYPE);
        }
        return SignatureAlgorithm.of(header.algorithm())
                .filter(algorithms::contains)
                .orElseThrow(() -> new Refused(Reason.ALGORITHM_NOT_ALLOWED));
    }

    private void checkStrangers(Set<String> names) throws Refused {
        // Both change what a signature means (RFC 7515 section 4.1.11, RFC 7797), so neither may be passed over.
        if (names.contains("crit") || names.contains("b64")) {
            throw new Refused(Reason.UNEXPECTED_HEADER);
        }
        if (strangers == Strangers.REFUSED && !LOOKED_AT.containsAll(names)) {
            throw new Refused(Reason.UNEXPECTED_HEADER);
        }
    }
}
