package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton grant list}: lists all connections, never their secrets. */
@Command(
        name = "list",
        description = "Lists all connections, never their secrets.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ListGrantsCommand implements Callable<Integer> {

    @Mixin
    private final DeskOption where = new DeskOption();

    @Mixin
    private final ConnectionOutput output = new ConnectionOutput();

    ListGrantsCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return where.run(desk -> {
            output.print(desk.connections().list());
            return 0;
        });
    }
}
