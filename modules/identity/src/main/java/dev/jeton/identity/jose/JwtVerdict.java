package dev.jeton.identity.jose;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of looking at a token. */
public sealed interface JwtVerdict {

    /**
     * It is genuine and good now.
     *
     * @param subjectOrNull who it is about; null = it does not say
     * @param orgIdOrNull of which organization; null = it does not say
     * @param expiresAt by its own word, without any tolerance
     * @param claims all that it says, in values of JSON: texts, numbers, booleans, lists, maps
     */
    record Valid(
            @Nullable String subjectOrNull,
            @Nullable String orgIdOrNull,
            Set<String> roles,
            Instant expiresAt,
            Map<String, Object> claims)
            implements JwtVerdict {

        public Valid {
            roles = Set.copyOf(roles);
            claims = Map.copyOf(claims);
        }

        public Optional<String> subject() {
            return Optional.ofNullable(subjectOrNull);
        }

        public Optional<String> orgId() {
            return Optional.ofNullable(orgIdOrNull);
        }

        /** Without the claims: they are somebody's data. */
        @Override
        public String toString() {
            return "Valid[until " + expiresAt + "]";
        }
    }

    /** It must not be believed; of what it holds nothing is repeated. */
    record Invalid(Reason reason) implements JwtVerdict {}

    /** Why a token is not believed, in the order in which it is looked at. */
    enum Reason {
        /** It is no JWS in compact form, spelled as RFC 7515 spells it. */
        MALFORMED,
        /** It wants a header parameter to be understood ({@code crit}, {@code b64}), or holds one that we never write. */
        UNEXPECTED_HEADER,
        /** It is another kind of token. */
        WRONG_TYPE,
        /** It is not signed, or by an algorithm that is not accepted here or does not fit the key. */
        ALGORITHM_NOT_ALLOWED,
        /** No trusted key has its {@code kid}. */
        UNKNOWN_KEY,
        WRONG_SIGNATURE,
        /** A claim has the wrong type, or {@code exp} is missing. */
        WRONG_CLAIMS,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        EXPIRED,
        NOT_YET_VALID;

        /** As callers are told. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
