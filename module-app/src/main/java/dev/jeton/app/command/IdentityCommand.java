package dev.jeton.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton identity}: what an operator does now and then with all first-party tokens. */
@Command(
        name = "identity",
        description = "First-party tokens: warming up, cleaning up, signing keys, export and import.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.EXIT_CODES},
        subcommands = {
            WarmUpCommand.class,
            CleanUpCommand.class,
            RotateKeysCommand.class,
            ExportCommand.class,
            ImportCommand.class
        })
final class IdentityCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Made by picocli only. */
    @SuppressWarnings("NullAway.Init")
    IdentityCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: identity warm-up, clean-up, rotate-keys, export or import");
    }
}
