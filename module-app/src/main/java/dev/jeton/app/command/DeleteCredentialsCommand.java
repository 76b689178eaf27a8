package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton credentials delete}: deletes a tenant's credentials. */
@Command(
        name = "delete",
        description = "Deletes a tenant's credentials.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class DeleteCredentialsCommand implements Callable<Integer> {

    @Mixin
    private final KeyOption whose = new KeyOption();

    @Mixin
    private final DeskOption where = new DeskOption();

    DeleteCredentialsCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return where.run(desk -> {
            if (!desk.credentials().delete(whose.key())) {
                throw new IOException("there are no credentials of " + whose.key() + " in the store");
            }
            System.out.println("the credentials of " + whose.key() + " are deleted");
            return 0;
        });
    }
}
