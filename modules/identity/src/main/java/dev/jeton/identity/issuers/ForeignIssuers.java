package dev.jeton.identity.issuers;

import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.AudienceRule;
import dev.jeton.identity.jose.ClaimRules;
import dev.jeton.identity.jose.HeaderRules;
import dev.jeton.identity.jose.JwtCheck;
import dev.jeton.identity.jose.JwtVerdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the tokens of declared issuers are worth (B-17). Keys come from where the declaration says and from nowhere else;
 * what a token says of keys is not read. An issuer's keys are fetched when a token of its is first looked at.
 */
public final class ForeignIssuers implements AutoCloseable {

    /** Access tokens, ID tokens, and those that do not say; not those that serve another purpose (RFC 8725 section 3.11). */
    private static final HeaderRules.Types TYPES = new HeaderRules.Types(Set.of("jwt", "at+jwt"), true);

    private final Map<String, Issuer> issuers = new LinkedHashMap<>();

    private record Issuer(@Nullable String nameOrNull, JwtCheck check, IssuerKeys keys) {}

    /** @throws IllegalArgumentException if two are declared by one id */
    public ForeignIssuers(
            Collection<IssuerDeclaration> declared, KeySetPorts ports, KeySetSettings settings, TimeSource time) {
        for (IssuerDeclaration issuer : declared) {
            KeySetLooks looks = new KeySetLooks(issuer, ports, settings, time);
            IssuerKeys keys = new IssuerKeys(issuer.id(), looks, settings, time);
            Issuer known = new Issuer(issuer.expected().issuerOrNull(), check(issuer, keys, time), keys);
            if (issuers.put(issuer.id(), known) != null) {
                throw new IllegalArgumentException("the issuer " + issuer.id() + " is declared twice");
            }
        }
    }

    private static JwtCheck check(IssuerDeclaration issuer, IssuerKeys keys, TimeSource time) {
        Set<String> audiences = issuer.expected().audiences();
        return new JwtCheck(
                new HeaderRules(issuer.algorithms(), TYPES, HeaderRules.Strangers.PASSED_OVER),
                keys,
                new ClaimRules(
                        issuer.expected().issuerOrNull(),
                        audiences.isEmpty() ? AudienceRule.anybody() : AudienceRule.oneOf(audiences),
                        issuer.claims()),
                time);
    }

    /** Who is declared. */
    public Set<String> ids() {
        return Set.copyOf(issuers.keySet());
    }

    /** What {@code iss} is in tokens of the issuer with this id; empty = it may be anything, or no such issuer is declared. */
    public Optional<String> name(String id) {
        return Optional.ofNullable(issuers.get(id)).flatMap(issuer -> Optional.ofNullable(issuer.nameOrNull));
    }

    /**
     * What {@code token} is worth now, as one of the issuer with this id; empty = no such issuer is declared.
     *
     * @throws KeySetUnavailable if its key is not known, and its issuer cannot be asked
     */
    public Optional<JwtVerdict> validate(String id, String token) {
        return Optional.ofNullable(issuers.get(id)).map(issuer -> issuer.check.look(token));
    }

    @Override
    public void close() {
        issuers.values().forEach(issuer -> issuer.keys.close());
    }

    @Override
    public String toString() {
        return "ForeignIssuers" + issuers.keySet();
    }
}
