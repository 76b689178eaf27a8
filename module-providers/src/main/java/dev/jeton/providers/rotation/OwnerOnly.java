package dev.jeton.providers.rotation;

import java.nio.file.Path;
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

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : NOT_POSIX;
    }
}
