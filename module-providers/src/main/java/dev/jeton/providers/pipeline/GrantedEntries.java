package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.grant.GrantedAccess;
import java.time.Duration;
import java.util.Optional;

/** Makes cache entries of the access tokens that grants hold. */
record GrantedEntries(TtlPolicy policy) {
    /** The entry; empty where the provider's moments leave the token no life. */
    Optional<TokenEntry> entry(GrantedAccess access) {
        Duration life = Duration.between(access.issuedAt(), access.expiresAt());
        return life.isPositive()
                ? Optional.of(
                        new TokenEntry(access.token(), policy.schedule(new Validity.Lasting(life), access.issuedAt())))
                : Optional.empty();
    }
}
