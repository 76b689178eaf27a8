package dev.jeton.app.http.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.app.http.Recorded;
import dev.jeton.identity.jwt.Handover;
import dev.jeton.identity.jwt.PublicKeySet;
import dev.jeton.identity.jwt.SigningKeys;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The routes of the keys that sign our JWTs. Private halves are on none of them. */
final class JwtKeyHandler {

    private final SigningKeys keys;
    private final PublicKeySet published;
    private final Runnable revoked;

    /** @param revoked is told whenever a key may have ended */
    JwtKeyHandler(SigningKeys keys, PublicKeySet published, Runnable revoked) {
        this.keys = keys;
        this.published = published;
        this.revoked = revoked;
    }

    /** {@code POST /api/v1/identity/jwt-keys/rotate}. */
    void rotate(Context ctx) {
        JwtKey made = keys.rotate(Handover.PUBLISHED_FIRST);
        Recorded.about(ctx, "kid:" + made.id());
        Answers.created(ctx, json -> write(json, made));
    }

    /** {@code GET /api/v1/identity/jwt-keys}. */
    void list(Context ctx) {
        List<JwtKey> all = keys.living();
        Answers.ok(ctx, json -> Answers.list(json, "keys", all, JwtKeyHandler::write));
    }

    /** {@code DELETE /api/v1/identity/jwt-keys/{id}}: whatever it has signed is refused from now on. */
    void revoke(Context ctx) {
        RowId id = Answers.id(ctx);
        Recorded.about(ctx, "kid:" + id);
        JwtKey ended = ended(id).orElseThrow(Answers::absent);
        Answers.ok(ctx, json -> write(json, ended));
    }

    private Optional<JwtKey> ended(RowId id) {
        try {
            return keys.revoke(id);
        } finally {
            // Also where it failed: the store may have heard of it.
            revoked.run();
        }
    }

    private static void write(JsonGenerator json, JwtKey key) throws IOException {
        json.writeStringField("kid", key.id().value());
        json.writeStringField("algorithm", key.algorithm());
        json.writeStringField("createdAt", key.life().createdAt().toString());
        json.writeStringField("signsFrom", key.signsFrom().toString());
        Answers.moment(json, "trustedUntil", key.life().expiresAt());
        Answers.moment(json, "endedAt", key.life().endedAt());
    }

    /** {@code GET /.well-known/jwks.json} (RFC 7517 section 5). */
    void publish(Context ctx) {
        ctx.header("Cache-Control", "public, max-age=" + published.maxAge().toSeconds())
                .contentType("application/jwk-set+json")
                .result(published.document());
    }
}
