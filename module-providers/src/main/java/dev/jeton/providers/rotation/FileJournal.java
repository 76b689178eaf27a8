package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A journal in a directory, one file an answer: {@code {random}.pending}. The directory is this process's alone. A record that
 * was torn by a crash is kept aside as {@code .torn}; one that is whole and cannot be opened is knowledge that a key was taken
 * away from, and nothing is begun without it.
 */
public final class FileJournal implements Journal {
    private static final String PENDING = ".pending";
    private static final String TORN = ".torn";

    private final Path directory;
    private final AnswerRecord format;
    private final TokenEvents events;

    private FileJournal(Path directory, AnswerRecord format, TokenEvents events) {
        this.directory = directory;
        this.format = format;
        this.events = events;
    }

    /**
     * The journal in {@code directory}, which is made if it is not there.
     *
     * @throws IOException if it cannot be made
     */
    public static FileJournal in(Path directory, Sealer sealer, TokenEvents events) throws IOException {
        Files.createDirectories(directory, OwnerOnly.directory(directory));
        return new FileJournal(directory, new AnswerRecord(sealer), events);
    }

    @Override
    public Place reserve() {
        Path file = directory.resolve(UUID.randomUUID() + PENDING);
        try {
            JournalFile place = JournalFile.create(file, format);
            OwnerOnly.syncDirectory(directory);
            return place;
        } catch (IOException e) {
            throw new StoreUnavailable("the pending journal cannot be written, so no refresh is started", e);
        }
    }

    @Override
    public List<Left> left() {
        List<Left> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + PENDING)) {
            for (Path file : files) {
                read(file, left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the pending journal cannot be read", e);
        }
        return left;
    }

    private void read(Path file, List<Left> left) throws IOException {
        JournalFile place = JournalFile.existing(file, format);
        try {
            place.read()
                    .ifPresentOrElse(answer -> left.add(new Left(answer.key(), answer.next(), place)), place::clear);
        } catch (JournalFile.Torn e) {
            events.on(new TokenEvent.SealBroken("pending journal", "a record was torn by a crash and is kept aside"));
            Files.move(file, aside(file));
        } catch (Unopenable e) {
            throw new StoreUnavailable(
                    "the pending journal has an answer that cannot be opened (" + e.reason()
                            + "): put its key back into ENCRYPTION_KEYS, or move " + file + " away and lose it",
                    e);
        }
    }

    private static Path aside(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - PENDING.length()) + TORN);
    }

    @Override
    public String toString() {
        return "FileJournal[" + directory + "]";
    }
}
