package dev.jeton.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.identity.upkeep.Progress;
import dev.jeton.identity.upkeep.Transfer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jeton identity import}: brings in what an export wrote; what is there already stays as it is. */
@Command(
        name = "import",
        description = "Brings in what an export wrote. What is there already stays as it is, so it may be begun again.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private final IdentityStoreOption store = new IdentityStoreOption();

    @Option(names = "--from", paramLabel = "FILE", required = true, description = "Lines of JSON.")
    private Path file;

    /** Made by picocli only, which fills in what is required. */
    @SuppressWarnings("NullAway.Init")
    ImportCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return store.run(identity -> {
            try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
                importAll(lines, identity.transfer());
            }
            return 0;
        });
    }

    private void importAll(BufferedReader lines, Transfer transfer) throws IOException {
        Progress progress = IdentityStoreOption.progress("rows");
        long number = 0;
        long added = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            try {
                added += transfer.importLine(line.getBytes(UTF_8)) == Transfer.Imported.ADDED ? 1 : 0;
            } catch (UnreadableValue e) {
                throw new IOException(
                        file + ", line " + number + ": " + e.getMessage() + "; the lines before it are in", e);
            }
            progress.done(number);
        }
        IdentityStoreOption.endOfProgress();
        System.out.println(added + " added, " + (number - added) + " there already");
    }
}
