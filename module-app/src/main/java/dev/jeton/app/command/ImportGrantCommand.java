package dev.jeton.app.command;

import dev.jeton.api.port.Secret;
import dev.jeton.app.desk.ConnectionDesk;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton grant import}: connects a tenant with a refresh token that a person brought. */
@Command(
        name = "import",
        description = "Connects a tenant with a refresh token that a person brought.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ImportGrantCommand implements Callable<Integer> {

    @Mixin
    private final KeyOption whose = new KeyOption();

    @Mixin
    private final SecretInput input = new SecretInput();

    @Mixin
    private final DeskOption where = new DeskOption();

    ImportGrantCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        try (Secret refreshToken = input.read("refresh token of " + whose.key())) {
            return where.run(desk -> {
                requireNone(desk.connections());
                desk.connections().importNew(whose.key(), refreshToken);
                System.out.println(whose.key() + " is connected");
                return 0;
            });
        }
    }

    /** The store refuses it as well; this says it in the words of the command line. */
    private void requireNone(ConnectionDesk connections) throws IOException {
        if (connections.show(whose.key()).isPresent()) {
            throw new IOException(whose.key()
                    + " is connected already; jeton grant replace puts another refresh token in the place of its own");
        }
    }
}
