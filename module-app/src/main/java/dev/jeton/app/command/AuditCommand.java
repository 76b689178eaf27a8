package dev.jeton.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton audit}: what an operator does with the record of who was given what. */
@Command(
        name = "audit",
        description = "The record of who was given what.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.EXIT_CODES},
        subcommands = VerifyAuditCommand.class)
final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Made by picocli only. */
    @SuppressWarnings("NullAway.Init")
    AuditCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: audit verify");
    }
}
