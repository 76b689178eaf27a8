package dev.jeton.app.command;

import dev.jeton.api.identity.RowId;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton key revoke}: ends an API token. */
@Command(
        name = "revoke",
        description = "Ends an API token: no broker accepts it for longer than NEAR_CACHE_TTL afterwards.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class RevokeKeyCommand implements Callable<Integer> {

    @Mixin
    private final DeskOption where = new DeskOption();

    @Option(names = "--id", required = true, paramLabel = "ID", description = "As key list tells it.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    /** Made by picocli only. */
    @SuppressWarnings("NullAway.Init")
    RevokeKeyCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        RowId row = row();
        return where.run(desk -> {
            if (!desk.keys().revoke(row)) {
                throw new IOException("there is no key with this id");
            }
            System.out.println("revoked " + row);
            return 0;
        });
    }

    private RowId row() {
        try {
            return new RowId(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
