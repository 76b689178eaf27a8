package dev.jeton.testkit.server;

import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The user as whom root runs what must not be root. */
final class Nobody {

    /** {@code setpriv} becomes the program itself, so signals reach it; {@code su} and {@code runuser} stay in between. */
    static final List<String> RUN_AS = List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");

    private static final String ROOT = "root";

    private Nobody() {}

    static boolean isNeeded() {
        return ROOT.equals(System.getProperty("user.name"));
    }

    /** A new directory that nobody can read: root's own temporary files may be where nobody else may go. */
    static Path readableDirectory(String prefix) {
        try {
            Path directory = Files.createTempDirectory(
                    Path.of("/tmp"),
                    prefix,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Scratch.deleteAtExit(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new directory that belongs to nobody. */
    static Path ownDirectory(String prefix) {
        Path directory = readableDirectory(prefix);
        try {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
