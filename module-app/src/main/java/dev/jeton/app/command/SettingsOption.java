package dev.jeton.app.command;

import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.SettingsReader;
import dev.jeton.app.settings.WrongSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, shared by the commands that run a broker. */
final class SettingsOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings, one key = value a line; the environment wins. Default: jeton.properties, if there.")
    private @Nullable Path file;

    SettingsOption() {}

    Settings read(Map<String, String> environment) throws WrongSettings {
        return SettingsReader.read(environment, fileOrNull());
    }

    /** Where the broker listens, whatever else the settings say. */
    Settings.Listening readAddress(Map<String, String> environment) throws WrongSettings {
        return SettingsReader.readAddress(environment, fileOrNull());
    }

    private @Nullable Path fileOrNull() {
        return file == null ? Serving.usualFile() : file;
    }
}
