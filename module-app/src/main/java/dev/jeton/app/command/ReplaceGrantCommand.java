package dev.jeton.app.command;

import dev.jeton.api.port.Secret;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton grant replace}: connects a tenant anew, in the place of the connection that there is. */
@Command(
        name = "replace",
        description = "Connects a tenant anew, in the place of the connection that there is.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ReplaceGrantCommand implements Callable<Integer> {

    @Mixin
    private final KeyOption whose = new KeyOption();

    @Mixin
    private final SecretInput input = new SecretInput();

    @Mixin
    private final DeskOption where = new DeskOption();

    ReplaceGrantCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        try (Secret refreshToken = input.read("refresh token of " + whose.key())) {
            return where.run(desk -> {
                desk.connections().replace(whose.key(), refreshToken);
                System.out.println(whose.key() + " is connected anew");
                return 0;
            });
        }
    }
}
