package dev.jeton.store.identity;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.store.sql.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of addresses that users have proven to be theirs: which kind, and when last. */
record ProvenAddresses() {

    /** A process whose clock is behind does not take back what another has noted. */
    private static final String NOTE = "INSERT INTO proven_addresses (user_id, type, proven_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (user_id, type) DO UPDATE SET proven_at = excluded.proven_at"
            + " WHERE excluded.proven_at > proven_addresses.proven_at";

    private static final String OF_USER = "SELECT type, proven_at FROM proven_addresses WHERE user_id = ?";

    private record Proof(VerificationToken.Type type, Instant at) {}

    void note(Connection connection, VerificationToken token, Instant now) throws SQLException {
        int unused = Statements.update(
                connection, NOTE, token.user().value(), token.type().label(), IdentityTable.millis(now));
    }

    Map<VerificationToken.Type, Instant> of(Connection connection, UserId user) throws SQLException {
        return Statements.query(connection, OF_USER, ProvenAddresses::read, user.value()).stream()
                .collect(Collectors.toUnmodifiableMap(Proof::type, Proof::at));
    }

    private static Proof read(ResultSet row) throws SQLException {
        VerificationToken.Type type = VerificationToken.Type.of(row.getString("type"))
                .orElseThrow(() -> new StoreUnavailable("a row of proven_addresses cannot be read", null));
        return new Proof(type, Instant.ofEpochMilli(row.getLong("proven_at")));
    }
}
