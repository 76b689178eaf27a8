package dev.jeton.app.command;

import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.SettingsReader;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code jeton serve} does: the broker, from settings, until it is told to stop. */
public final class Serving {

    private static final Path USUAL_FILE = Path.of("jeton.properties");

    private Serving() {}

    /**
     * Whether the command line is {@code serve} and nothing else, as a process manager has it. There is nothing in it to
     * parse, and the parser's classes, too old for a JVM to keep in a cache, are a third of a start.
     */
    public static boolean isAllOf(String... args) {
        return args.length == 1 && args[0].equals("serve");
    }

    /** Serves, and returns the exit code. */
    public static int run() {
        try {
            return run(SettingsReader.read(System.getenv(), usualFile()));
        } catch (WrongSettings | IOException | RuntimeException | InterruptedException e) {
            return Complaint.couldNotStart(e, System.err::println);
        }
    }

    static int run(Settings settings) throws WrongSettings, IOException, InterruptedException {
        RunningBroker broker = RunningBroker.start(settings);
        System.out.println("jeton listens on " + broker.url());
        warnings(settings).forEach(warning -> System.err.println("jeton: warning: " + warning));
        broker.untilStopped();
        return 0;
    }

    /** The settings that are read where no file is named; null = there are none. */
    static @Nullable Path usualFile() {
        return Files.exists(USUAL_FILE) ? USUAL_FILE : null;
    }

    private static List<String> warnings(Settings settings) {
        List<String> warnings = new ArrayList<>();
        if (settings.listening().serviceSecret().isEmpty()
                && settings.door().callers().isEmpty()) {
            warnings.add(
                    "neither INTERNAL_SERVICE_SECRET nor CALLERS_FILE is set: whoever reaches this loopback address gets tokens");
        }
        if (settings.sources().tenantService().isEmpty()
                && settings.sources().credentialsFile().isEmpty()
                && settings.rotating().store().isEmpty()) {
            warnings.add("neither TENANT_SERVICE_URL nor CREDENTIALS_FILE is set: no tenant has credentials");
        }
        if (settings.broker().exchangeTimeout().compareTo(settings.broker().lockLease()) >= 0) {
            warnings.add("LOCK_LEASE is not longer than OAUTH_TIMEOUT: exchanges are cut short to fit into the lease");
        }
        return warnings;
    }
}
