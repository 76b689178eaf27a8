package dev.jeton.app.command;

import dev.jeton.app.audit.ChainCheck;
import dev.jeton.app.observe.Lines;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jeton audit verify}: whether each record still follows the one before it. A broker may be writing meanwhile. */
@Command(
        name = "verify",
        description = "Looks whether the audit is whole: that no record was changed, taken away, added or moved.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, "Exit codes: 0 it is whole, 1 it is not or cannot be read, 2 wrong usage."
        })
final class VerifyAuditCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Of the broker whose audit it is. Default: DATA_DIR of the settings.")
    private @Nullable Path dataDirectory;

    VerifyAuditCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        Path data = dataDirectory != null
                ? dataDirectory
                : settings.read(System.getenv()).rotating().dataDirectory();
        Path audit = data.resolve("audit");
        if (!Files.isDirectory(audit)) {
            throw new IOException(audit + ": there is no audit");
        }
        return say(ChainCheck.check(audit));
    }

    private static int say(ChainCheck.Finding finding) throws IOException {
        finding.notes().forEach(note -> System.out.println("noted: " + Lines.clean(note)));
        String records =
                finding.records() + " records" + (finding.first() > 1 ? " from number " + finding.first() + " on" : "");
        if (finding.brokenOrNull() != null) {
            throw new IOException(records + " are whole, then the chain is broken: " + finding.brokenOrNull());
        }
        System.out.println(records + ", chain whole");
        System.out.println("last: " + finding.last());
        return 0;
    }
}
