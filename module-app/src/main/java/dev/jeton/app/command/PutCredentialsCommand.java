package dev.jeton.app.command;

import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton credentials put}: keeps a tenant's credentials in the place of what there was. */
@Command(
        name = "put",
        description = "Keeps a tenant's credentials, a JSON object, in the place of what there was.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class PutCredentialsCommand implements Callable<Integer> {

    @Mixin
    private final KeyOption whose = new KeyOption();

    @Mixin
    private final SecretInput input = new SecretInput();

    @Mixin
    private final DeskOption where = new DeskOption();

    PutCredentialsCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        try (Secret text = input.read("credentials of " + whose.key() + ", a JSON object");
                Credentials credentials = CredentialsReader.read(text)) {
            return where.run(desk -> {
                desk.credentials().put(whose.key(), credentials);
                System.out.println("the credentials of " + whose.key() + " are kept");
                return 0;
            });
        }
    }
}
