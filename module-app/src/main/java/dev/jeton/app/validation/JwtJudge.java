package dev.jeton.app.validation;

import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.identity.issuers.ForeignIssuers;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jwt.JwtValidator;
import dev.jeton.providers.genesys.GenesysRegion;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows by whose rules a token is looked at: ours, or those of an issuer that is declared. */
public final class JwtJudge {

    /** What callers call our own tokens. */
    public static final String OURSELVES = "jeton";

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
        Optional<JwtVerdict> verdict = id.equals(OURSELVES) && ownOrNull != null
                ? Optional.of(ownOrNull.validate(token))
                : issuers.validate(id, token);
        verdict.ifPresent(seen);
        return verdict;
    }
}
