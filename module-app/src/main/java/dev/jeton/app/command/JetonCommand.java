package dev.jeton.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton}: names its commands. Exit codes: 0 ended as asked, 1 could not start, 2 wrong usage. */
@Command(
        name = "jeton",
        description = "A token broker: a valid access token for every tenant, from cache, asked of the provider once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.EXIT_CODES},
        subcommands = {
            ServeCommand.class,
            DevCommand.class,
            HealthCommand.class,
            GrantCommand.class,
            CredentialsCommand.class,
            KeyCommand.class,
            IdentityCommand.class,
            KeysCommand.class,
            AuditCommand.class
        })
public final class JetonCommand implements Runnable {

    /** Below the options of a command that runs a broker. */
    static final String SETTINGS =
            "Settings are environment variables; the README of Jeton and docs/ have them all, with their defaults.";

    static final String EXIT_CODES = "Exit codes: 0 ended as asked, 1 could not start or not do it, 2 wrong usage.";

    @Spec
    private CommandSpec spec;

    /** Made by picocli's caller only. */
    @SuppressWarnings("NullAway.Init")
    private JetonCommand() {}

    /** Runs the command line and returns the exit code. */
    public static int run(String... args) {
        return line().execute(args);
    }

    static CommandLine line() {
        return new CommandLine(new JetonCommand())
                .setParameterExceptionHandler(Complaint::wrongUsage)
                .setExecutionExceptionHandler(
                        (failure, line, parsed) -> Complaint.couldNotStart(failure, line.getErr()::println));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: serve, dev, health, grant, credentials, key, identity, keys or audit");
    }
}
