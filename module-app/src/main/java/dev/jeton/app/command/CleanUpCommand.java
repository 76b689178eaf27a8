package dev.jeton.app.command;

import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton identity clean-up}: removes what has been over for longer than IDENTITY_RETENTION; brokers do it by themselves. */
@Command(
        name = "clean-up",
        description = "Removes tokens and keys that have been over for longer than IDENTITY_RETENTION."
                + " Running brokers do it once an hour.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class CleanUpCommand implements Callable<Integer> {

    @Mixin
    private final IdentityStoreOption store = new IdentityStoreOption();

    CleanUpCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return store.run(identity -> {
            long removed = identity.cleanUp().run(IdentityStoreOption.progress("removed"));
            IdentityStoreOption.endOfProgress();
            System.out.println(removed + " removed");
            return 0;
        });
    }
}
