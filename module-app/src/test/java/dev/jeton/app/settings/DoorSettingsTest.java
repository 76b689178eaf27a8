package dev.jeton.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jeton.app.audit.AuditSettings;
import dev.jeton.app.audit.AuditSettings.OnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoorSettingsTest {

    private static final String SECRET = "sixteen-letters-";

    private static Settings.Door door(Map<String, String> environment) throws WrongSettings {
        return SettingsReader.read(environment, null).door();
    }

    @Test
    @DisplayName("off loopback it is recorded what callers get, and they get nothing that is not; on loopback neither")
    void auditByAddress() throws WrongSettings {
        Map<String, String> outside = Map.of("HOST", "0.0.0.0", "INTERNAL_SERVICE_SECRET", SECRET, "DATA_DIR", "d");

        assertThat(door(Map.of()).audit()).isEmpty();
        assertThat(door(outside).audit())
                .hasValue(new AuditSettings(Path.of("d", "audit"), OnFailure.REFUSE, Duration.ofSeconds(1)));
        assertThat(door(Map.of("AUDIT", "file", "AUDIT_SYNC", "0")).audit())
                .hasValue(new AuditSettings(Path.of("data", "audit"), OnFailure.WARN, Duration.ZERO));
        assertThat(door(Map.of("AUDIT", "file", "AUDIT_FAILURE", "refuse"))
                        .audit()
                        .map(AuditSettings::onFailure))
                .hasValue(OnFailure.REFUSE);
        assertThat(door(Map.of("HOST", "0.0.0.0", "INTERNAL_SERVICE_SECRET", SECRET, "AUDIT", "off"))
                        .audit())
                .isEmpty();
    }

    @Test
    @DisplayName("off loopback a file of callers will do in place of the service secret")
    void callersFileInPlaceOfTheSecret(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("callers.json"), "{\"callers\":[]}");
        Map<String, String> outside = Map.of("HOST", "0.0.0.0", "CALLERS_FILE", file.toString());

        assertThat(door(outside).callers()).isPresent();
        Files.writeString(file, "{\"callers\":[{}],\"c4nary\":1}");
        WrongSettings wrong = catchThrowableOfType(WrongSettings.class, () -> door(outside));
        assertThat(wrong.sentences()).hasSizeGreaterThan(3).allMatch(sentence -> sentence.startsWith("CALLERS_FILE: "));
    }
}
