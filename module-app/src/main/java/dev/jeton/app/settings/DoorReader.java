package dev.jeton.app.settings;

import dev.jeton.api.port.Secret;
import dev.jeton.app.audit.AuditSettings;
import dev.jeton.app.audit.AuditSettings.OnFailure;
import dev.jeton.app.caller.CallersFile;
import dev.jeton.app.caller.WrongCallers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where to listen, who may call there, and what is recorded of it. */
final class DoorReader {

    private static final int SHORTEST_SECRET = 16;
    private static final List<String> AUDITS = List.of("off", "file");
    private static final Map<String, OnFailure> FAILURES = Map.of("refuse", OnFailure.REFUSE, "warn", OnFailure.WARN);

    private final SettingParser parser;
    private final boolean loopback;

    DoorReader(SettingParser parser) {
        this.parser = parser;
        this.loopback = parser.optional(SettingKey.HOST, DoorReader::address)
                .map(InetAddress::isLoopbackAddress)
                // Blamed already; whether it needs a credential is known once it is mended.
                .orElse(true);
    }

    /**
     * The address behind HOST. A name is looked up here, although nothing is listened on yet: whether it is loopback
     * decides whether the broker may start without asking its callers for anything, and a name that leads nowhere could not be
     * listened on.
     */
    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("names no address that this machine can find", e);
        }
    }

    Settings.Listening listening() {
        if (!loopback && !parser.isSet(SettingKey.INTERNAL_SERVICE_SECRET) && !parser.isSet(SettingKey.CALLERS_FILE)) {
            parser.problem(
                    SettingKey.INTERNAL_SERVICE_SECRET,
                    "must be set where HOST is no loopback address, or CALLERS_FILE; nobody else would know who calls");
        }
        return new Settings.Listening(
                parser.required(SettingKey.HOST, text -> text, ""),
                parser.integer(SettingKey.PORT, 0, 65_535),
                parser.optional(SettingKey.INTERNAL_SERVICE_SECRET, DoorReader::bearer)
                        .orElse(null));
    }

    private static Secret bearer(String text) {
        if (text.length() < SHORTEST_SECRET || !SettingParser.isVisibleAscii(text)) {
            throw new IllegalArgumentException("must have at least 16 visible ASCII characters");
        }
        return Secret.of(text);
    }

    /** @param dataDirectory where the audit would be */
    Settings.Door read(Path dataDirectory) {
        return new Settings.Door(callers().orElse(null), audit(dataDirectory));
    }

    private Optional<CallersFile> callers() {
        return parser.readableFile(SettingKey.CALLERS_FILE).flatMap(file -> {
            try {
                return Optional.of(CallersFile.read(file));
            } catch (WrongCallers e) {
                e.sentences().forEach(sentence -> parser.problem(SettingKey.CALLERS_FILE, sentence));
                return Optional.empty();
            }
        });
    }

    /** On loopback callers are this machine's own, and nobody has to make room on its disk before trying the broker out. */
    private @Nullable AuditSettings audit(Path dataDirectory) {
        String kind = parser.required(SettingKey.AUDIT, DoorReader::audit, loopback ? "off" : "file");
        OnFailure onFailure = parser.required(
                SettingKey.AUDIT_FAILURE, DoorReader::failure, loopback ? OnFailure.WARN : OnFailure.REFUSE);
        Duration sync = parser.duration(SettingKey.AUDIT_SYNC);
        return kind.equals("off") ? null : new AuditSettings(dataDirectory.resolve("audit"), onFailure, sync);
    }

    private static String audit(String text) {
        if (!AUDITS.contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", AUDITS));
        }
        return text;
    }

    private static OnFailure failure(String text) {
        OnFailure onFailure = FAILURES.get(text);
        if (onFailure == null) {
            throw new IllegalArgumentException("must be refuse or warn");
        }
        return onFailure;
    }
}
