package dev.jeton.app.settings;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Durations;
import dev.jeton.app.warm.WarmUpList;
import dev.jeton.providers.BrokerSettings;
import dev.jeton.providers.NearSettings;
import dev.jeton.providers.credentials.CredentialsFile;
import dev.jeton.providers.credentials.TenantServiceSettings;
import dev.jeton.providers.oauth.Declaration;
import dev.jeton.providers.oauth.ProvidersFile;
import dev.jeton.providers.oauth.RefreshDeclaration;
import dev.jeton.providers.oauth.WrongDeclarations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks all settings, and refuses combinations that make no sense, before anything is opened. */
public final class SettingsReader {

    private static final int MOST_PORT = 65_535;
    private static final int MOST_NEAR_TOKENS = 100_000_000;
    private static final Set<String> LOG_LEVELS = Set.of("trace", "debug", "info", "warn", "error", "off");

    private final SettingParser parser;

    private SettingsReader(SettingParser parser) {
        this.parser = parser;
    }

    /**
     * The settings.
     *
     * @param file of settings; null = the environment alone
     * @throws WrongSettings naming everything that is wrong at once
     */
    public static Settings read(Map<String, String> environment, @Nullable Path file) throws WrongSettings {
        List<String> problems = new ArrayList<>();
        SettingTexts texts = SettingTexts.read(environment, file, problems);
        return new SettingsReader(new SettingParser(texts, problems)).read();
    }

    /**
     * Where the broker of these settings listens, its secret left out. Whatever else they say is not looked at: who asks a broker
     * that runs must not fail of what that one has never read, or has read in a better state.
     *
     * @throws WrongSettings naming what is wrong with the address
     */
    public static Settings.Listening readAddress(Map<String, String> environment, @Nullable Path file)
            throws WrongSettings {
        SettingTexts texts = SettingTexts.read(environment, file, new ArrayList<>());
        SettingParser parser = new SettingParser(texts, new ArrayList<>());
        String host = parser.required(SettingKey.HOST, text -> text, "");
        int port = parser.integer(SettingKey.PORT, 0, MOST_PORT);
        parser.throwIfAny();
        return new Settings.Listening(host, port, null);
    }

    private Settings read() throws WrongSettings {
        Settings.Sources sources = sources();
        boolean refreshing = sources.declared().stream().anyMatch(RefreshDeclaration.class::isInstance);
        DoorReader door = new DoorReader(parser);
        Settings.Listening listening = door.listening();
        Rotating rotating = new RotatingReader(parser, refreshing).read();
        Settings settings = new Settings(
                listening,
                door.read(rotating.dataDirectory()),
                sources,
                broker(),
                new ProxyReader(parser).read(),
                new StorageReader(parser).read(),
                rotating,
                new IdentityReader(parser).read(),
                logLevel());
        parser.throwIfAny();
        return settings;
    }

    private Settings.Sources sources() {
        Duration timeout = parser.positiveDuration(SettingKey.TENANT_SERVICE_TIMEOUT);
        Secret token = parser.optional(SettingKey.TENANT_SERVICE_TOKEN, SettingsReader::header)
                .orElse(null);
        TenantServiceSettings tenantService = parser.httpUrl(SettingKey.TENANT_SERVICE_URL)
                .map(url -> new TenantServiceSettings(url, timeout, token))
                .orElse(null);
        return new Settings.Sources(
                tenantService,
                credentialsFile().orElse(null),
                parser.httpUrl(SettingKey.GENESYS_LOGIN_URL).orElse(null),
                declared(),
                warmUpFile().orElse(null));
    }

    /** It is opened when the services are wired; a first look tells what is wrong with it together with all else. */
    private Optional<Path> credentialsFile() {
        return parser.readableFile(SettingKey.CREDENTIALS_FILE).filter(file -> {
            try {
                CredentialsFile.open(file, TokenEvents.NO_OP);
                return true;
            } catch (IOException e) {
                parser.problem(SettingKey.CREDENTIALS_FILE, String.valueOf(e.getMessage()));
                return false;
            }
        });
    }

    /** It is read again each time; a first look tells what is wrong with it together with all else. */
    private Optional<Path> warmUpFile() {
        return parser.readableFile(SettingKey.WARM_UP_FILE).filter(file -> {
            try {
                WarmUpList unused = WarmUpList.read(file);
                return true;
            } catch (IOException e) {
                parser.problem(SettingKey.WARM_UP_FILE, String.valueOf(e.getMessage()));
                return false;
            }
        });
    }

    private List<Declaration> declared() {
        return parser.readableFile(SettingKey.PROVIDERS_FILE)
                .map(file -> {
                    try {
                        return ProvidersFile.read(file);
                    } catch (WrongDeclarations e) {
                        e.sentences().forEach(sentence -> parser.problem(SettingKey.PROVIDERS_FILE, sentence));
                        return List.<Declaration>of();
                    }
                })
                .orElse(List.of());
    }

    private static Secret header(String text) {
        if (!SettingParser.isVisibleAscii(text)) {
            throw new IllegalArgumentException("must be visible ASCII characters");
        }
        return Secret.of(text);
    }

    private BrokerSettings broker() {
        BrokerSettings settings = new BrokerSettings(
                parser.positiveDuration(SettingKey.REQUEST_TIMEOUT),
                parser.positiveDuration(SettingKey.OAUTH_TIMEOUT),
                parser.integer(SettingKey.OAUTH_MAX_RETRIES, 0, 10),
                parser.positiveDuration(SettingKey.LOCK_LEASE),
                parser.duration(SettingKey.TOKEN_SAFETY_BUFFER),
                parser.duration(SettingKey.TOKEN_REFRESH_AHEAD),
                parser.integer(SettingKey.DEGRADED_LIMIT_PER_MINUTE, 1, 1_000_000),
                parser.duration(SettingKey.FORCE_REFRESH_MIN_INTERVAL),
                near());
        if (settings.exchangeTimeout().compareTo(settings.requestTimeout()) > 0) {
            parser.problem(
                    SettingKey.OAUTH_TIMEOUT, "must not be longer than REQUEST_TIMEOUT, which would always end first");
        }
        return settings;
    }

    private NearSettings near() {
        return new NearSettings(
                parser.integer(SettingKey.NEAR_CACHE_SIZE, 0, MOST_NEAR_TOKENS),
                parser.required(SettingKey.NEAR_CACHE_TTL, SettingsReader::nearTtl, NearSettings.DEFAULT.ttl()));
    }

    private static Duration nearTtl(String text) {
        Duration ttl = Durations.parse(text);
        if (ttl.compareTo(NearSettings.LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("must be between 0 and 1h");
        }
        return ttl;
    }

    private String logLevel() {
        return parser.required(
                SettingKey.LOG_LEVEL,
                text -> {
                    String level = text.toLowerCase(Locale.ROOT);
                    if (!LOG_LEVELS.contains(level)) {
                        throw new IllegalArgumentException("must be one of trace, debug, info, warn, error, off");
                    }
                    return level;
                },
                "info");
    }
}
