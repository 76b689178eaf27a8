package dev.jeton.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton grant}: connections of tenants to providers whose refresh tokens rotate. */
@Command(
        name = "grant",
        description = "Connections to providers whose refresh tokens rotate.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.EXIT_CODES},
        subcommands = {
            ImportGrantCommand.class,
            ReplaceGrantCommand.class,
            ShowGrantCommand.class,
            ListGrantsCommand.class,
            ForgetGrantCommand.class
        })
final class GrantCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Made by picocli only. */
    @SuppressWarnings("NullAway.Init")
    GrantCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: grant import, replace, show, list or forget");
    }
}
