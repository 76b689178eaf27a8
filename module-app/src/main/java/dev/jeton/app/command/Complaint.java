package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command that cannot go on says so: on stderr, a line for each thing, and the exit code. */
final class Complaint {

    private static final int COULD_NOT_START = 1;
    private static final String PREFIX = "jeton: ";

    private Complaint() {}

    static int couldNotStart(Exception failure, Consumer<String> err) {
        sentences(failure).forEach(sentence -> err.accept(PREFIX + sentence));
        return COULD_NOT_START;
    }

    private static List<String> sentences(Exception failure) {
        return failure instanceof WrongSettings wrong ? wrong.sentences() : List.of(message(failure));
    }

    /** Some exceptions have a kind and no message; {@code null} would help nobody. */
    private static String message(Exception failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        if (takesSecret(line) && wrong instanceof UnmatchedArgumentException) {
            // It may be the secret, in the wrong place.
            tell(line.getErr(), "an argument is unknown; a secret is never taken from the command line");
            line.usage(line.getErr());
            return CommandLine.ExitCode.USAGE;
        }
        tell(line.getErr(), message(wrong));
        if (!UnmatchedArgumentException.printSuggestions(wrong, line.getErr())) {
            line.usage(line.getErr());
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static boolean takesSecret(CommandLine line) {
        return line.getCommandSpec().findOption(SecretInput.NAME) != null;
    }

    private static void tell(PrintWriter err, String sentence) {
        err.println(PREFIX + sentence);
    }
}
