package dev.jeton.store.sql;

import dev.jeton.api.TokenException.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native code. Its driver unpacks it into {@code org.sqlite.tmpdir} and would have it deleted by a JVM that ends in
 * peace, which ours does not wait for. So it is given a directory of its own, and that is gone as soon as the code is loaded: a
 * process keeps what it has mapped. Where {@code org.sqlite.lib.path} names unpacked code, as in the distribution, there is
 * nothing to unpack.
 */
final class SqliteLibrary {

    private static final String UNPACKED = "org.sqlite.lib.path";
    private static final String UNPACK_TO = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /**
     * Loads it, once for the process; that takes a busy machine longer than anybody waits for an answer of the database.
     *
     * @throws StoreUnavailable if it cannot be loaded here
     */
    static synchronized void load() {
        try {
            if (System.getProperty(UNPACKED) != null || System.getProperty(UNPACK_TO) != null) {
                initialize();
            } else {
                initializeIn(Files.createTempDirectory("jeton-sqlite"));
            }
        } catch (Exception e) {
            throw new StoreUnavailable("the native code of SQLite cannot be loaded", e);
        }
    }

    private static void initializeIn(Path directory) throws Exception {
        System.setProperty(UNPACK_TO, directory.toString());
        try {
            initialize();
        } finally {
            System.clearProperty(UNPACK_TO);
            delete(directory);
        }
    }

    private static void initialize() throws Exception {
        boolean loaded = SQLiteJDBCLoader.initialize();
        assert loaded;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            // Where a file in use cannot be deleted it stays; the machine's temporary directory loses it one day.
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
