package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton identity rotate-keys}: the next key that signs our JWTs. */
@Command(
        name = "rotate-keys",
        description =
                "Makes the next key that signs our JWTs. It is published before it signs, and the one before it is"
                        + " trusted until nothing that it has signed is valid any more. Running brokers do it by themselves.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class RotateKeysCommand implements Callable<Integer> {

    @Mixin
    private final DeskOption where = new DeskOption();

    RotateKeysCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return where.run(desk -> {
            System.out.println("kid " + desk.rotateSigningKey());
            return 0;
        });
    }
}
