package dev.jeton.bench.jmh;

import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.identity.jwt.JwtValidator;
import dev.jeton.identity.jwt.KeySource;
import dev.jeton.identity.jwt.VerifiedTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An access token of ours that is good for a day, and whoever validates it with keys at hand. */
final class OwnJwt {

    private static final String ISSUER = "jeton";

    private final String publicJwk;
    private final String token;
    private final JwtValidator validator;
    private final VerifiedTokens verified;

    private OwnJwt(SigningKey pair, RowId id, TimeSource time) {
        this.publicJwk = pair.publicJwk();
        this.token = pair.sign("at+jwt", claims(time.now()));
        this.validator = new JwtValidator(keys(pair, id, time), ISSUER, Optional.empty(), time);
        this.verified = new VerifiedTokens(1000, Duration.ofHours(1), time);
    }

    static OwnJwt signedWith(SignatureAlgorithm algorithm, TimeSource time) {
        RowId id = RowId.random();
        return new OwnJwt(SigningKey.generate(algorithm, id.value()), id, time);
    }

    private static Map<String, Object> claims(Instant now) {
        return Map.of(
                "iss", ISSUER,
                "sub", "user-4711",
                "org", "acme",
                "roles", List.of("agent", "supervisor"),
                "iat", now.getEpochSecond(),
                "nbf", now.getEpochSecond(),
                "exp", now.plus(Duration.ofDays(1)).getEpochSecond(),
                "jti", RowId.random().value());
    }

    private static KeySource keys(SigningKey pair, RowId id, TimeSource time) {
        Instant now = time.now();
        List<JwtKey> keys =
                List.of(new JwtKey(id, pair.algorithm().label(), pair.publicJwk(), "", now, new Life(now, null, null)));
        return new KeySource() {
            @Override
            public List<JwtKey> living() {
                return keys;
            }

            @Override
            public List<JwtKey> livingAnew() {
                return keys;
            }

            @Override
            public List<JwtKey> stored() {
                return keys;
            }
        };
    }

    String publicJwk() {
        return publicJwk;
    }

    String token() {
        return token;
    }

    JwtVerdict validate() {
        return valid(validator.validate(token));
    }

    JwtVerdict remembered() {
        return valid(verified.verdict(token, validator::validate));
    }

    /** Refusing is cheaper, and measures something else. */
    private static JwtVerdict valid(JwtVerdict verdict) {
        if (!(verdict instanceof JwtVerdict.Valid)) {
            throw new IllegalStateException("a good token was refused: " + verdict);
        }
        return verdict;
    }
}
