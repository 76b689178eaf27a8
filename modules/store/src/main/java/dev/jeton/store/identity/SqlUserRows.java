package dev.jeton.store.identity;

import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.UserRows;
import dev.jeton.store.sql.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of users in a table that has the columns {@code user_id} and {@code hash}. */
class SqlUserRows<R extends IdentityRow> extends SqlRows<R> implements UserRows<R> {

    SqlUserRows(Database database, Kind<R> kind) {
        super(database, kind);
    }

    @Override
    public final Optional<R> findByHash(TokenHash hash) {
        return database.ask(connection -> table.first(connection, "WHERE hash = ?", hash.value()));
    }

    @Override
    public final List<R> ofUser(UserId user) {
        String which = "WHERE user_id = ?" + IdentityTable.NEWEST_FIRST + " LIMIT " + MOST_OF_ONE_USER;
        return database.ask(connection -> table.select(connection, which, user.value()));
    }

    @Override
    public final List<R> endAll(UserId user, Instant now) {
        return database.inLine(line(user), connection -> table.endLiving(connection, now, "user_id = ?", user.value()));
    }

    /** In which all wait that change several rows of the user. */
    final String line(UserId user) {
        return table.name() + " of " + user;
    }
}
