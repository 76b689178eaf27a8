package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton credentials show}: shows which fields a tenant's credentials have, never what is in them. */
@Command(
        name = "show",
        description = "Shows which fields a tenant's credentials have, never what is in them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ShowCredentialsCommand implements Callable<Integer> {

    @Mixin
    private final KeyOption whose = new KeyOption();

    @Mixin
    private final DeskOption where = new DeskOption();

    @Mixin
    private final FieldsOutput output = new FieldsOutput();

    ShowCredentialsCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return where.run(desk -> {
            output.print(
                    whose.key(),
                    desk.credentials()
                            .fields(whose.key())
                            .orElseThrow(() ->
                                    new IOException("there are no credentials of " + whose.key() + " in the store")));
            return 0;
        });
    }
}
