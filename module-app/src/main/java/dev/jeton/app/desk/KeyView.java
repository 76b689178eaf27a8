package dev.jeton.app.desk;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.Permissions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A caller's API token as an operator sees it: never its value. */
public record KeyView(
        String id,
        String name,
        Permissions permissions,
        Instant createdAt,
        @Nullable Instant expiresAtOrNull,
        @Nullable Instant endedAtOrNull) {

    static KeyView of(ApiToken token) {
        return new KeyView(
                token.id().value(),
                token.name(),
                token.permissions(),
                token.life().createdAt(),
                token.life().expiresAtOrNull(),
                token.life().endedAtOrNull());
    }

    /** In one word; a revocation is told also after the end. */
    public String state(Instant now) {
        if (endedAtOrNull != null) {
            return "revoked";
        }
        return expiresAtOrNull == null || now.isBefore(expiresAtOrNull) ? "active" : "expired";
    }

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAtOrNull);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAtOrNull);
    }
}
