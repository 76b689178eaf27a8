package dev.jeton.identity.jwt;

import dev.jeton.api.AccessToken;
import java.time.Instant;

/**
 * A token that we have signed.
 *
 * @param id its {@code jti}
 * @param expiresAt in whole seconds
 */
public record IssuedJwt(AccessToken token, String id, Instant expiresAt) {}
