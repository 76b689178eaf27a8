package dev.jeton.store.sql;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.grant.GrantStore.Locality;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A SQLite file on this machine. */
record SqliteDialect(Path file, Duration timeout) implements Dialect {

    /** Makes the file where there is none, for its owner alone; SQLite's own helpers beside it take over its mode. */
    void createFile() {
        create(file);
    }

    private static void create(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // Whatever mode it has was somebody's choice.
        } catch (IOException e) {
            throw new StoreUnavailable("the database file cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public DataSource connections() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // In WAL mode the usual NORMAL would lose the last commits with the power: a rotated refresh token.
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) timeout.toMillis());
        // A transaction that only later wants to write would be refused without waiting.
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        // What is deleted or replaced is overwritten with zeros: with sealing off, it was a secret.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public Locality locality() {
        return Locality.LOCAL;
    }

    @Override
    public String storeMillis() {
        return "CAST(ROUND(unixepoch('now', 'subsec') * 1000) AS INTEGER)";
    }

    @Override
    public String bytes() {
        return "BLOB";
    }

    @Override
    public String counter() {
        return "INTEGER PRIMARY KEY";
    }

    @Override
    public String begin() {
        return "BEGIN IMMEDIATE";
    }

    /** Whoever has begun so is the only one already. */
    @Override
    public void awaitTurn(Connection connection, String line) {
        // Nothing to wait for.
    }

    /**
     * Flyway has no lock for SQLite, and a transaction of ours would lock Flyway out. So it is one in a second file, which
     * stays empty.
     */
    @Override
    public Connection turnToMigrate(DataSource connections) throws SQLException {
        Path beside = file.resolveSibling(file.getFileName() + "-migrating");
        create(beside);
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) timeout.toMillis());
        return Dialect.holding(config.createConnection("jdbc:sqlite:" + beside), "BEGIN IMMEDIATE");
    }

    @Override
    public String explain(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return "the database file cannot be used: " + reason(sqlite.getResultCode());
            }
        }
        return "the database file does not answer in time";
    }

    private static String reason(SQLiteErrorCode code) {
        // The lowest byte tells the kind, the others which of it.
        int kind = code.code & 0xff;
        if (is(kind, SQLiteErrorCode.SQLITE_FULL)) {
            return "the disk is full";
        }
        if (is(kind, SQLiteErrorCode.SQLITE_READONLY, SQLiteErrorCode.SQLITE_PERM)) {
            return "it may not be written";
        }
        if (is(kind, SQLiteErrorCode.SQLITE_CANTOPEN)) {
            return "it or a file beside it cannot be opened";
        }
        if (is(kind, SQLiteErrorCode.SQLITE_NOTADB, SQLiteErrorCode.SQLITE_CORRUPT)) {
            return "it is damaged, or no database";
        }
        if (is(kind, SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_LOCKED)) {
            return "another process keeps it locked";
        }
        return "SQLite says " + code.name();
    }

    private static boolean is(int kind, SQLiteErrorCode... codes) {
        return Set.of(codes).stream().anyMatch(code -> code.code == kind);
    }
}
