package dev.jeton.store.identity;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** API tokens. Words of permissions hold no line break, so a column has one a line. */
record ApiTokenKind() implements Kind<ApiToken> {

    private static final String NEXT = "\n";

    @Override
    public String table() {
        return "api_tokens";
    }

    @Override
    public List<String> columns() {
        return List.of("user_id", "hash", "name", "actions", "types", "tenants");
    }

    @Override
    public List<Object> values(ApiToken token) {
        Permissions permissions = token.permissions();
        return List.of(
                token.user().value(),
                token.hash().value(),
                token.name(),
                lines(permissions.actions()),
                lines(permissions.types()),
                lines(permissions.tenants()));
    }

    private static String lines(Set<String> words) {
        return String.join(NEXT, new TreeSet<>(words));
    }

    @Override
    public ApiToken read(RowId id, Life life, ResultSet row) throws SQLException {
        return new ApiToken(
                id,
                new UserId(row.getString("user_id")),
                new TokenHash(row.getString("hash")),
                row.getString("name"),
                new Permissions(words(row, "actions"), words(row, "types"), words(row, "tenants")),
                life);
    }

    private static Set<String> words(ResultSet row, String column) throws SQLException {
        String lines = row.getString(column);
        return lines.isEmpty() ? Set.of() : Set.of(lines.split(NEXT, -1));
    }
}
