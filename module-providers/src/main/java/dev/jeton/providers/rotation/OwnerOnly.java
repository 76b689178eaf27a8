package dev.jeton.providers.rotation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody else on the machine may read, made so from their first moment on. */
final class OwnerOnly {
    private static final FileAttribute<?>[] NOT_POSIX = {};

    private OwnerOnly() {}

    static FileAttribute<?>[] directory(Path path) {
        return permissions(path, "rwx------");
    }

    static FileAttribute<?>[] file(Path path) {
        return permissions(path, "rw-------");
    }

    /** Without it the name of a new file could be lost in a power failure, and the file with it. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : NOT_POSIX;
    }
}
