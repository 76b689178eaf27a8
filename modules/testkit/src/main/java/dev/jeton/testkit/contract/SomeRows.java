package dev.jeton.testkit.contract;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore.Successor;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.secret.Canaries;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Rows of every kind of identity, of users and with hashes that nobody else has. */
public final class SomeRows {

    /** When they were made. */
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00.123Z");

    /** When most of them expire. */
    public static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private static final Permissions SOME = new Permissions(
            Set.of("token:read", "identity:*"), Set.of("*"), Set.of("acme", "a.b-c_d*", "x".repeat(128)));

    private SomeRows() {}

    public static UserId user() {
        return new UserId("user+" + UUID.randomUUID() + "@example.org");
    }

    public static TokenHash hash() {
        try (Secret token = Secret.of(Canaries.MARKER + "-token-" + UUID.randomUUID())) {
            return TokenHash.of(token);
        }
    }

    /** From {@link #NOW} to {@link #LATER}. */
    public static Life life() {
        return life(NOW);
    }

    /** For an hour from {@code start} on. */
    public static Life life(Instant start) {
        return new Life(start, start.plus(Duration.ofHours(1)), null);
    }

    public static ApiToken apiToken(UserId user, Life life) {
        return new ApiToken(RowId.random(), user, hash(), "some token", SOME, life);
    }

    public static VerificationToken verification(UserId user, VerificationToken.Type type, Life life) {
        return new VerificationToken(RowId.random(), user, type, hash(), life);
    }

    /** The first one of a session of its own. */
    public static RefreshToken refresh(UserId user, Life life) {
        return new RefreshToken(RowId.random(), user, RowId.random(), hash(), false, life);
    }

    /** What follows a refresh token until {@link #LATER}. */
    public static Successor successor() {
        return new Successor(RowId.random(), hash(), LATER);
    }

    /** With halves that are no key at all: a store does not look. */
    public static JwtKey jwtKey(Life life) {
        RowId id = RowId.random();
        String publicJwk = "{\"kty\":\"EC\",\"kid\":\"" + id + "\"}";
        return new JwtKey(
                id,
                "ES256",
                publicJwk,
                "sealed-" + UUID.randomUUID(),
                life.createdAt().plusSeconds(60),
                life);
    }
}
