package dev.jeton.app.stores;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * What one process alone keeps on disk. It is locked as long as the process lives, however that ends, and nobody else on the
 * machine may look into it. It has a name of its own, by which a process knows what its predecessor left elsewhere.
 */
final class DataDirectory implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel lock;
    private final String home;

    private DataDirectory(Path path, FileChannel lock, String home) {
        this.path = path;
        this.lock = lock;
        this.home = home;
    }

    /**
     * Locks it; it is made if it is not there.
     *
     * @throws IOException with a sentence that says why it cannot be used
     */
    static DataDirectory open(Path path) throws IOException {
        try {
            make(path);
            FileChannel lock = lock(path);
            try {
                return new DataDirectory(path, lock, home(path.resolve("home")));
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        } catch (InUse e) {
            throw e;
        } catch (BadName e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(path + " cannot be used: " + reason(e), e);
        }
    }

    private static void make(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Files.createDirectories(path, mode);
        if (posix) {
            // It may have been there before, made by somebody less careful.
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Somebody else in this very process.
        }
        channel.close();
        throw new InUse(path + " is in use by another process; give each its own DATA_DIR");
    }

    private static String home(Path file) throws IOException {
        if (!Files.exists(file)) {
            Path fresh = file.resolveSibling("home.new");
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(UUID.randomUUID().toString().getBytes(US_ASCII)));
                // Before it has its name: a power failure must not leave it empty.
                channel.force(true);
            }
            Files.move(fresh, file);
        }
        String home = Files.readString(file).strip();
        if (!home.matches("[0-9a-f-]{36}")) {
            throw new BadName(file + " names no data directory any more; if no other process uses it, delete it");
        }
        return home;
    }

    /** The message of some is the path alone. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceAll("Exception$", "");
    }

    /** Names this directory, now and after a restart. */
    String home() {
        return home;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return "DataDirectory[" + path + "]";
    }

    /** The file that names the directory does not. */
    private static final class BadName extends IOException {
        private static final long serialVersionUID = 1L;

        BadName(String message) {
            super(message);
        }
    }
}
