package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton credentials list}: lists whose credentials there are. */
@Command(
        name = "list",
        description = "Lists whose credentials there are.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ListCredentialsCommand implements Callable<Integer> {

    @Mixin
    private final DeskOption where = new DeskOption();

    @Mixin
    private final FieldsOutput output = new FieldsOutput();

    ListCredentialsCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return where.run(desk -> {
            output.print(desk.credentials().list());
            return 0;
        });
    }
}
