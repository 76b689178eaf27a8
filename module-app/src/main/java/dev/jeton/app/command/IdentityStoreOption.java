package dev.jeton.app.command;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.app.desk.StoreDesk;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.app.stores.InUse;
import dev.jeton.identity.Identity;
import dev.jeton.identity.upkeep.Progress;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** {@code --config}: the database of the settings, opened here. */
final class IdentityStoreOption {

    private static final int STDERR = 2;

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    IdentityStoreOption() {}

    /** What is done with what is stored; its answer is the exit code. */
    @FunctionalInterface
    interface Work {
        int with(Identity identity) throws IOException;
    }

    /** @throws IOException with a sentence, if a running broker keeps the store for itself */
    int run(Work work) throws WrongSettings, IOException {
        Settings read = settings.read(System.getenv());
        Logging.silence();
        try (StoreDesk desk = new StoreDesk(read, TokenEvents.NO_OP)) {
            return work.with(desk.identity());
        } catch (InUse e) {
            throw new IOException(
                    read.rotating().dataDirectory() + " is in use by a running broker; stop it first"
                            + " (with PostgreSQL this is done while brokers run)",
                    e);
        }
    }

    /** Tells on stderr how far it is: on a terminal in one line, elsewhere every ten thousand. */
    static Progress progress(String what) {
        boolean terminal = Terminal.isAt(STDERR);
        return count -> {
            if (terminal) {
                System.err.print("\r" + what + ": " + count);
            } else if (count > 0 && count % 10_000 == 0) {
                System.err.println(what + ": " + count);
            }
        };
    }

    /** Ends the line of a progress. */
    static void endOfProgress() {
        if (Terminal.isAt(STDERR)) {
            System.err.println();
        }
    }
}
