package dev.jeton.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton key}: API tokens of those who may call the broker. */
@Command(
        name = "key",
        description = "API tokens of those who may call the broker.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.EXIT_CODES},
        subcommands = {CreateKeyCommand.class, ListKeysCommand.class, RevokeKeyCommand.class})
final class KeyCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Made by picocli only. */
    @SuppressWarnings("NullAway.Init")
    KeyCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: key create, list or revoke");
    }
}
