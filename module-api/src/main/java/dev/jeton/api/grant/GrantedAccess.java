package dev.jeton.api.grant;

import dev.jeton.api.AccessToken;
import java.time.Instant;

/** The access token that came with the newest refresh token, and the moments between which the provider accepts it. */
public record GrantedAccess(AccessToken token, Instant issuedAt, Instant expiresAt) {}
