package dev.jeton.store.identity;

import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.RowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How rows of one kind lie in their table, but for their id and their life, which lie alike in all. */
interface Kind<R extends IdentityRow> {

    /** The table's name. */
    String table();

    /** Its own columns. */
    List<String> columns();

    /** What stands in the {@link #columns}, in their order. */
    List<Object> values(R row);

    /**
     * What stands in a row of the table; it sees the columns under their names.
     *
     * @throws RuntimeException if it is no row of ours
     */
    R read(RowId id, Life life, ResultSet row) throws SQLException;

    /** A condition: it may be removed some time after it has ended. Others stay until they have expired. */
    default String mayGoOnceEnded() {
        return "TRUE";
    }
}
