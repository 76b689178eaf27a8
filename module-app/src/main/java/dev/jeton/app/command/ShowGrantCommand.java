package dev.jeton.app.command;

import dev.jeton.app.desk.ConnectionView;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton grant show}: shows one connection, never its secrets. */
@Command(
        name = "show",
        description = "Shows one connection, never its secrets.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ShowGrantCommand implements Callable<Integer> {

    @Mixin
    private final KeyOption whose = new KeyOption();

    @Mixin
    private final DeskOption where = new DeskOption();

    @Mixin
    private final ConnectionOutput output = new ConnectionOutput();

    ShowGrantCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return where.run(desk -> {
            ConnectionView view = desk.connections()
                    .show(whose.key())
                    .orElseThrow(() -> new IOException(whose.key() + " is not connected"));
            output.print(view);
            return 0;
        });
    }
}
