package dev.jeton.app.command;

import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.Resealing.Outcome;
import dev.jeton.app.desk.StoreDesk;
import dev.jeton.app.observe.Lines;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.app.stores.InUse;
import dev.jeton.app.stores.Resealable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code jeton keys reencrypt}: seals all that outlives a token with the first of ENCRYPTION_KEYS. It may be killed at any
 * moment and begun again.
 */
@Command(
        name = "reencrypt",
        description = "Seals what is kept for good with the first of ENCRYPTION_KEYS, so that the others can go."
                + " Killed, it is begun again and goes on where it was.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ReencryptCommand implements Callable<Integer> {

    private static final int STDERR = 2;

    @Mixin
    private final SettingsOption option = new SettingsOption();

    ReencryptCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        Settings settings = option.read(System.getenv());
        if (settings.storage().encryptionKeys().isEmpty()) {
            throw new WrongSettings(List.of("ENCRYPTION_KEYS: must be set to keys, the newest one in front"));
        }
        Logging.silence();
        try (StoreDesk desk = new StoreDesk(settings, ReencryptCommand::tell)) {
            return said(resealed(desk.resealable()));
        } catch (InUse e) {
            throw new IOException(
                    settings.rotating().dataDirectory() + " is in use by a running broker; stop it first"
                            + " (PostgreSQL, Redis and Vault are re-encrypted while brokers run)",
                    e);
        }
    }

    private static Outcome resealed(List<Resealable> parts) throws IOException {
        if (parts.isEmpty()) {
            throw new IOException("nothing that these settings name is sealed");
        }
        Outcome sum = Outcome.NOTHING;
        for (Resealable part : parts) {
            ProgressLine line = new ProgressLine(part.name(), System.err, Terminal.isAt(STDERR));
            sum = sum.and(part.resealing().reseal(line));
        }
        return sum;
    }

    private static int said(Outcome sum) throws IOException {
        System.out.println(sum.resealed() + " re-encrypted, " + sum.current() + " already current, " + sum.unreadable()
                + " unreadable" + (sum.contested() > 0 ? ", " + sum.contested() + " left" : ""));
        if (sum.unreadable() > 0) {
            throw new IOException("no key may be taken away: what is unreadable needs one that is not here");
        }
        if (sum.contested() > 0) {
            throw new IOException("no key may be taken away yet: others were writing all the time; begin again");
        }
        return 0;
    }

    /** Which entries cannot be read, and why. */
    private static void tell(TokenEvent event) {
        switch (event) {
            case TokenEvent.SealBroken broken -> tell(broken.where(), broken.reason());
            case TokenEvent.UnreadableEntry entry -> tell("grant of " + entry.key(), entry.reason());
            default -> {}
        }
    }

    private static void tell(String where, String reason) {
        System.err.println("jeton: unreadable: " + Lines.clean(where + ": " + reason));
    }
}
