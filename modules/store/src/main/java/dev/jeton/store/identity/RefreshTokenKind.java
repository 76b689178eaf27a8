package dev.jeton.store.identity;

import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Refresh tokens. */
record RefreshTokenKind() implements Kind<RefreshToken> {
    @Override
    public String table() {
        return "refresh_tokens";
    }

    @Override
    public List<String> columns() {
        return List.of("user_id", "session", "hash", "used");
    }

    @Override
    public List<Object> values(RefreshToken token) {
        return List.of(
                token.user().value(), token.session().value(), token.hash().value(), token.used());
    }

    @Override
    public RefreshToken read(RowId id, Life life, ResultSet row) throws SQLException {
        return new RefreshToken(
                id,
                new UserId(row.getString("user_id")),
                new RowId(row.getString("session")),
                new TokenHash(row.getString("hash")),
                row.getBoolean("used"),
                life);
    }

    /** One that was used and comes again must be known. */
    @Override
    public String mayGoOnceEnded() {
        return "NOT used";
    }
}
