package dev.jeton.app.command;

import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton serve}: the broker, from settings, until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the broker, from settings.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOption option = new SettingsOption();

    ServeCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException, InterruptedException {
        Settings settings = option.read(System.getenv());
        RunningBroker broker = RunningBroker.start(settings);
        System.out.println("jeton listens on " + broker.url());
        warnings(settings).forEach(warning -> System.err.println("jeton: warning: " + warning));
        broker.untilStopped();
        return 0;
    }

    private static List<String> warnings(Settings settings) {
        List<String> warnings = new ArrayList<>();
        if (settings.listening().serviceSecret().isEmpty()) {
            warnings.add("INTERNAL_SERVICE_SECRET is not set: whoever reaches this loopback address gets tokens");
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
