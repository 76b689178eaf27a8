package dev.jeton.app.validation;

import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.identity.issuers.ForeignIssuers;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jwt.JwtValidator;
import dev.jeton.providers.genesys.GenesysRegion;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows by whose rules a token is looked at: ours, or those of an issuer that is declared. */
public final class JwtJudge {

    private final @Nullable JwtValidator ownOrNull;
    private final ForeignIssuers issuers;
    private final Consumer<JwtVerdict> seen;

    /**
     * @param ownOrNull null = we sign nothing here
     * @param seen hears every verdict: for metrics
     */
    public JwtJudge(@Nullable JwtValidator ownOrNull, ForeignIssuers issuers, Consumer<JwtVerdict> seen) {
        this.ownOrNull = ownOrNull;
        this.issuers = issuers;
        this.seen = seen;
    }

    /** A token of a region of Genesys Cloud; empty = there is no such region. */
    public Optional<JwtVerdict> ofRegion(String region, String token) {
        return GenesysRegion.named(region).flatMap(known -> ofIssuer(GenesysIssuers.id(known), token));
    }

    /**
     * A token of the issuer with this id; empty = nobody is called so.
     *
     * @throws KeySetUnavailable if the issuer's keys cannot be had
     */
    public Optional<JwtVerdict> ofIssuer(String id, String token) {
        Optional<JwtVerdict> verdict =
                ownOrNull != null && isOurs(id) ? Optional.of(ownOrNull.validate(token)) : issuers.validate(id, token);
        verdict.ifPresent(seen);
        return verdict;
    }

    /** What {@code iss} is in tokens of the issuer with this id; empty = it may be anything, or nobody is called so. */
    Optional<String> name(String id) {
        return ownOrNull != null && isOurs(id) ? Optional.of(ownOrNull.issuer()) : issuers.name(id);
    }

    private static boolean isOurs(String id) {
        return id.equals(JwtCheck.OURSELVES);
    }
}
