package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton grant forget}: forgets a connection; the provider is not told. */
@Command(
        name = "forget",
        description = "Forgets a connection; the provider is not told.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ForgetGrantCommand implements Callable<Integer> {

    @Mixin
    private final KeyOption whose = new KeyOption();

    @Mixin
    private final DeskOption where = new DeskOption();

    ForgetGrantCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return where.run(desk -> {
            if (!desk.connections().forget(whose.key())) {
                throw new IOException(whose.key() + " is not connected");
            }
            System.out.println(whose.key() + " is forgotten");
            return 0;
        });
    }
}
