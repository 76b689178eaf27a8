package dev.jeton.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.app.settings.SettingsReader;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.simulator.Demo;
import dev.jeton.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevCommandTest {

    @AutoClose
    private static final Simulator SIMULATOR = Simulator.start();

    @Test
    @DisplayName("jeton dev is not led astray by settings of a broker that is not for development")
    void foreignSettingsAreIgnored(@TempDir Path directory) throws IOException, WrongSettings {
        Path providers = Files.writeString(directory.resolve("providers.json"), Demo.providersFile(SIMULATOR));
        Map<String, String> given = Map.of(
                "REDIS_URL", "redis://nowhere",
                "ENCRYPTION_KEYS", "k1:c4nary",
                "TENANT_SERVICE_TIMEOUT", "soon",
                "CREDENTIALS_FILE", "/nowhere",
                "PORT", "4321");

        var settings =
                SettingsReader.read(DevCommand.environment(given, SIMULATOR, "a-key-of-sixteen", providers), null);

        assertThat(settings.listening().port()).isEqualTo(4321);
        assertThat(settings.storage().redis()).isEmpty();
        assertThat(settings.sources().credentialsFile()).isEmpty();
    }

    @Test
    @DisplayName("jeton dev tells how to make a provider ill, how to see it, and how to make it well again")
    void welcomeTellsOfFaults() {
        assertThat(DevCommand.welcome("http://b", "http://s", "key").lines().map(String::strip))
                .anyMatch(line ->
                        line.startsWith("curl -s -X PUT") && line.endsWith("http://s/_simulator/faults/genesys/acme"))
                .anyMatch(line -> line.contains("\"forceRefresh\":true") && line.endsWith("http://b/api/v1/token"))
                .anyMatch(line -> line.equals("curl -s -X DELETE http://s/_simulator/faults/genesys/acme"))
                .anyMatch(line -> line.contains("lost-answer") && line.contains("\"calls\":n"))
                .anyMatch(line -> line.endsWith("http://b/docs"));
    }
}
