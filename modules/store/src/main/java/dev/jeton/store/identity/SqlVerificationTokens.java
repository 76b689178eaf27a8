package dev.jeton.store.identity;

import dev.jeton.api.identity.IdentityStore.VerificationTokens;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.store.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verification tokens in a table, and in another one what they have proven. */
final class SqlVerificationTokens extends SqlUserRows<VerificationToken> implements VerificationTokens {

    private final ProvenAddresses proven = new ProvenAddresses();

    SqlVerificationTokens(Database database) {
        super(database, new VerificationTokenKind());
    }

    @Override
    public List<VerificationToken> consume(TokenHash hash, VerificationToken.Type type, Instant now) {
        // Looked at first: who comes with a wrong one, or too late, is not given a turn in which others wait.
        Optional<VerificationToken> token = findByHash(hash)
                .filter(found -> found.type() == type && found.life().isLiving(now));
        return token.isEmpty()
                ? List.of()
                : database.inLine(line(token.get().user()), connection -> consumed(connection, token.get(), now));
    }

    private List<VerificationToken> consumed(Connection connection, VerificationToken token, Instant now)
            throws SQLException {
        List<VerificationToken> ended = new ArrayList<>(
                table.endLiving(connection, now, "id = ?", token.id().value()));
        if (!ended.isEmpty()) {
            if (token.type() == VerificationToken.Type.PASSWORD_RESET) {
                ended.addAll(othersEnded(connection, token, now));
            } else {
                proven.note(connection, token, now);
            }
        }
        return List.copyOf(ended);
    }

    private List<VerificationToken> othersEnded(Connection connection, VerificationToken token, Instant now)
            throws SQLException {
        return table.endLiving(
                connection,
                now,
                "user_id = ? AND type = ?",
                token.user().value(),
                token.type().label());
    }

    @Override
    public Map<VerificationToken.Type, Instant> proven(UserId user) {
        return database.ask(connection -> proven.of(connection, user));
    }
}
