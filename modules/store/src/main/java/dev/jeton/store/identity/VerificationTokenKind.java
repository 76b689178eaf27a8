package dev.jeton.store.identity;

import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Verification tokens. */
record VerificationTokenKind() implements Kind<VerificationToken> {
    @Override
    public String table() {
        return "verification_tokens";
    }

    @Override
    public List<String> columns() {
        return List.of("user_id", "type", "hash");
    }

    @Override
    public List<Object> values(VerificationToken token) {
        return List.of(token.user().value(), token.type().label(), token.hash().value());
    }

    @Override
    public VerificationToken read(RowId id, Life life, ResultSet row) throws SQLException {
        return new VerificationToken(
                id,
                new UserId(row.getString("user_id")),
                VerificationToken.Type.of(row.getString("type")).orElseThrow(),
                new TokenHash(row.getString("hash")),
                life);
    }
}
