package dev.jeton.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton credentials}: tenants' credentials in the store. */
@Command(
        name = "credentials",
        description = "Tenants' credentials in the store.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.EXIT_CODES},
        subcommands = {
            PutCredentialsCommand.class,
            ShowCredentialsCommand.class,
            ListCredentialsCommand.class,
            DeleteCredentialsCommand.class
        })
final class CredentialsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Made by picocli only. */
    @SuppressWarnings("NullAway.Init")
    CredentialsCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: credentials put, show, list or delete");
    }
}
