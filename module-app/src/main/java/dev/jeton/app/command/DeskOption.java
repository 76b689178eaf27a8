package dev.jeton.app.command;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.app.desk.BrokerDesk;
import dev.jeton.app.desk.Desk;
import dev.jeton.app.desk.StoreDesk;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.app.stores.InUse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --broker} and {@code --config}: where to do it. */
final class DeskOption {

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description = "Has a broker do it that runs there, with the INTERNAL_SERVICE_SECRET of the settings."
                    + " Without it the store of the settings is opened here.",
            converter = Address.class)
    private @Nullable URI broker;

    DeskOption() {}

    /** What is done at a desk; its answer is the exit code. */
    @FunctionalInterface
    interface Work {
        int at(Desk desk) throws IOException;
    }

    /** @throws IOException with a sentence, if a running broker keeps the store for itself */
    int run(Work work) throws WrongSettings, IOException {
        Settings read = settings.read(System.getenv());
        Logging.silence();
        try (Desk desk = open(read)) {
            return work.at(desk);
        }
    }

    private Desk open(Settings read) throws WrongSettings, IOException {
        if (broker != null) {
            return new BrokerDesk(broker, read.listening().serviceSecretOrNull());
        }
        try {
            return new StoreDesk(read, TokenEvents.NO_OP);
        } catch (InUse e) {
            throw new IOException(
                    read.rotating().dataDirectory()
                            + " is in use by a running broker; have that broker do it with --broker URL, or stop it first",
                    e);
        }
    }

    /** Of the address of a broker, in which no password has a place. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI uri = URI.create(text);
                boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // The same sentence says it.
            }
            throw new TypeConversionException("it must be http://host… or https://host…, without user and query");
        }
    }
}
