package dev.jeton.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton keys}: what an operator does with the keys of ENCRYPTION_KEYS. */
@Command(
        name = "keys",
        description = "Keys that seal what is stored outside the process.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.EXIT_CODES},
        subcommands = {GenerateKeyCommand.class, ReencryptCommand.class})
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Made by picocli only. */
    @SuppressWarnings("NullAway.Init")
    KeysCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: keys generate or reencrypt");
    }
}
