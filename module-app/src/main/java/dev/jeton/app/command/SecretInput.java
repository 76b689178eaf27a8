package dev.jeton.app.command;

import dev.jeton.api.port.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code --from-file}: where a secret comes from. Never from the command line, which the shell's history, {@code ps} and
 * the audit log of the machine keep.
 */
final class SecretInput {

    static final String NAME = "--from-file";

    private static final int LONGEST = 64 * 1024;
    private static final int STDIN = 0;

    @Option(
            names = NAME,
            paramLabel = "FILE",
            description = "Where the secret is; - is stdin, which is also the default where that is no terminal."
                    + " On a terminal it is asked for and not shown. It is never an argument.")
    private @Nullable String file;

    SecretInput() {}

    /**
     * The secret, without blanks around it.
     *
     * @param what is asked for
     * @throws IOException with a sentence if there is none
     */
    Secret read(String what) throws IOException {
        if (file != null && !file.equals("-")) {
            return fromFile(Path.of(file));
        }
        if (file == null && Terminal.isAt(STDIN)) {
            return asked(what);
        }
        return from(System.in, "stdin");
    }

    private static Secret fromFile(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return from(in, path.toString());
        } catch (NoSuchFileException e) {
            throw new IOException(path + ": no such file", e);
        }
    }

    private static Secret from(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        try {
            if (bytes.length > LONGEST) {
                throw new IOException(name + " holds more than 64 KiB");
            }
            return stripped(Secret.ofUtf8(bytes), name);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** That somebody sits there is known; null is what some JDKs say where stdout leads elsewhere. */
    @SuppressWarnings("SystemConsoleNull")
    private static Secret asked(String what) throws IOException {
        Console console = System.console();
        char @Nullable [] typed = console == null ? null : console.readPassword("%s (not shown): ", what);
        if (typed == null) {
            throw new IOException("nothing can be asked for on this terminal; name a file with " + NAME);
        }
        try {
            return stripped(Secret.copyOf(typed, 0, typed.length), "the answer");
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /** A file ends with a line's end, and so does what echo writes. */
    private static Secret stripped(Secret raw, String name) throws IOException {
        try (raw) {
            if (raw.isBlank()) {
                throw new IOException(name + " is empty");
            }
            return raw.reveal(characters -> {
                int from = 0;
                int to = characters.length;
                while (Character.isWhitespace(characters[from])) {
                    from++;
                }
                while (Character.isWhitespace(characters[to - 1])) {
                    to--;
                }
                return Secret.copyOf(characters, from, to - from);
            });
        }
    }
}
