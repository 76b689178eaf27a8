package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton serve}: the broker, from settings, until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the broker, from settings.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOption option = new SettingsOption();

    ServeCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException, InterruptedException {
        return Serving.run(option.read(System.getenv()));
    }
}
