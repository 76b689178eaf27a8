package dev.jeton.store.identity;

import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Signing keys, their private halves sealed by whoever made them. */
record JwtKeyKind() implements Kind<JwtKey> {
    @Override
    public String table() {
        return "jwt_keys";
    }

    @Override
    public List<String> columns() {
        return List.of("algorithm", "public_jwk", "sealed_private", "signs_from");
    }

    @Override
    public List<Object> values(JwtKey key) {
        return List.of(
                key.algorithm(),
                key.publicJwk(),
                key.sealedPrivate(),
                key.signsFrom().toEpochMilli());
    }

    @Override
    public JwtKey read(RowId id, Life life, ResultSet row) throws SQLException {
        return new JwtKey(
                id,
                row.getString("algorithm"),
                row.getString("public_jwk"),
                row.getString("sealed_private"),
                Instant.ofEpochMilli(row.getLong("signs_from")),
                life);
    }
}
