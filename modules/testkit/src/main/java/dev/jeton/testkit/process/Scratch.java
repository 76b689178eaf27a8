package dev.jeton.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories that are gone when the tests are over. */
public final class Scratch {

    private Scratch() {}

    /** A new empty directory, deleted with all it holds when this process ends. */
    public static Path directory(String prefix) {
        try {
            // The build points java.io.tmpdir into its own folder, which need not be there yet.
            Path parent = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
            Path directory = Files.createTempDirectory(parent, prefix);
            deleteAtExit(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has {@code directory} deleted with all it holds when this process ends. */
    public static void deleteAtExit(Path directory) {
        AtExit.run(() -> delete(directory));
    }

    /** Deletes {@code directory} with all it holds, as far as that is possible. */
    public static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder()).forEach(Scratch::deleteOne);
        } catch (IOException | UncheckedIOException e) {
            // Somebody else was quicker, which is as good.
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
