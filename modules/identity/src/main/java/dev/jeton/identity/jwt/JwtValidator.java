package dev.jeton.identity.jwt;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.AudienceRule;
import dev.jeton.identity.jose.ClaimNames;
import dev.jeton.identity.jose.ClaimRules;
import dev.jeton.identity.jose.HeaderRules;
import dev.jeton.identity.jose.JwtCheck;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.SignatureAlgorithm;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a token is one of our access tokens, for us, and good now. Its header may hold what we write and nothing
 * else; its key is looked up among ours only, and signs with its own algorithm only.
 */
public final class JwtValidator {

    private static final Set<SignatureAlgorithm> OURS =
            Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256, SignatureAlgorithm.EDDSA);

    private static final HeaderRules.Types TYPES = new HeaderRules.Types(Set.of(JwtIssuer.TYPE), false);

    private final String issuer;
    private final JwtCheck check;

    /**
     * @param issuer our name, {@code iss}
     * @param audience who we are to those whom tokens are for; empty = a token that names anybody is not for us
     */
    public JwtValidator(KeySource keys, String issuer, Optional<String> audience, TimeSource time) {
        this.issuer = issuer;
        this.check = new JwtCheck(
                new HeaderRules(OURS, TYPES, HeaderRules.Strangers.REFUSED),
                new OwnKeys(keys, time),
                new ClaimRules(
                        issuer,
                        audience.map(us -> AudienceRule.oneOf(Set.of(us))).orElseGet(AudienceRule::nobody),
                        ClaimNames.OURS),
                time);
    }

    /** Our name, {@code iss}: a token that says another is none of ours. */
    public String issuer() {
        return issuer;
    }

    /**
     * What {@code token} is worth now.
     *
     * @throws StoreUnavailable if its key is not known here and the store cannot be asked for it
     */
    public JwtVerdict validate(String token) {
        return check.look(token);
    }
}
