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
        version = "jeton 0.1.0",
        subcommands = {ServeCommand.class, DevCommand.class})
public final class JetonCommand implements Runnable {

    static final int COULD_NOT_START = 1;

    @Spec
    private CommandSpec spec;

    /** Made by picocli's caller only. */
    @SuppressWarnings("NullAway.Init")
    private JetonCommand() {}

    /** Runs the command line and returns the exit code. */
    public static int run(String... args) {
        return new CommandLine(new JetonCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("jeton: " + e.getMessage());
                    return COULD_NOT_START;
                })
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: serve or dev");
    }
}
