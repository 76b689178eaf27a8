package dev.jeton.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * All rows of a table in batches, by the order of its key: no batch keeps the database busy for long, and what is changed or
 * removed between two of them does no harm.
 */
public final class Batches {

    /** How many rows are read at once. */
    public static final int SIZE = 200;

    private Batches() {}

    /**
     * Some rows.
     *
     * @param end where they end, and the next ones begin
     * @param last whether there are no more
     */
    public record Batch<P, T>(List<T> rows, P end, boolean last) {}

    /** Reads a batch. */
    @FunctionalInterface
    public interface Source<P, T> {
        Batch<P, T> after(Connection connection, P place) throws SQLException;
    }

    /**
     * Hands one row after the other to {@code visitor}, between two questions to the database.
     *
     * @param start in front of all rows
     */
    public static <P, T> void forEach(Database database, P start, Source<P, T> source, Consumer<? super T> visitor) {
        P place = start;
        boolean last = false;
        while (!last) {
            P from = place;
            Batch<P, T> batch = database.ask(connection -> source.after(connection, from));
            batch.rows().forEach(visitor);
            place = batch.end();
            last = batch.last();
        }
    }
}
