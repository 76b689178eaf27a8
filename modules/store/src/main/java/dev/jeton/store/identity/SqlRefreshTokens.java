package dev.jeton.store.identity;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore.RefreshTokens;
import dev.jeton.api.identity.IdentityStore.Successor;
import dev.jeton.api.identity.IdentityStore.Turn;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.store.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Refresh tokens in a table. A turn adds a row that who ends the session at the same moment could not see and would leave
 * alive; so all of these are in the line of the user.
 */
final class SqlRefreshTokens extends SqlUserRows<RefreshToken> implements RefreshTokens {

    SqlRefreshTokens(Database database) {
        super(database, new RefreshTokenKind());
    }

    @Override
    public Turn turn(TokenHash hash, Successor successor, Instant now) {
        Optional<RefreshToken> presented = findByHash(hash);
        return presented.isEmpty()
                ? new Turn.Unknown()
                : database.inLine(
                        line(presented.get().user()), connection -> turn(connection, presented.get(), successor, now));
    }

    private Turn turn(Connection connection, RefreshToken presented, Successor successor, Instant now)
            throws SQLException {
        RowId id = presented.id();
        Optional<RefreshToken> used =
                table.changeLiving(connection, now, "used = TRUE, ended_at = ?", "id = ?", id.value()).stream()
                        .findFirst();
        if (used.isPresent()) {
            return new Turn.Turned(used.get(), follow(connection, used.get(), successor, now));
        }
        Optional<RefreshToken> refused = table.byId(connection, id);
        return refused.isEmpty() ? new Turn.Unknown() : refused(connection, refused.get(), now);
    }

    private RefreshToken follow(Connection connection, RefreshToken used, Successor successor, Instant now)
            throws SQLException {
        Life life = new Life(now, successor.expiresAt(), null);
        RefreshToken next =
                new RefreshToken(successor.id(), used.user(), used.session(), successor.hash(), false, life);
        if (!table.insert(connection, next)) {
            throw new StoreUnavailable("the successor of a refresh token is there already", null);
        }
        return next;
    }

    private Turn refused(Connection connection, RefreshToken token, Instant now) throws SQLException {
        return token.used()
                ? new Turn.Reused(token, endSession(connection, token.session(), now))
                : new Turn.Over(token);
    }

    @Override
    public List<RefreshToken> endSession(RowId session, Instant now) {
        Optional<RefreshToken> any = newestOf(session);
        return any.isEmpty()
                ? List.of()
                : database.inLine(line(any.get().user()), connection -> endSession(connection, session, now));
    }

    private List<RefreshToken> endSession(Connection connection, RowId session, Instant now) throws SQLException {
        return table.endLiving(connection, now, "session = ?", session.value());
    }

    @Override
    public Optional<RefreshToken> newestOf(RowId session) {
        // All but the newest are used, whatever the clocks of those said who made them.
        String newest = "WHERE session = ? ORDER BY used, created_at DESC, place DESC";
        return database.ask(connection -> table.first(connection, newest, session.value()));
    }
}
