package dev.jeton.app;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.http.HttpApi;
import dev.jeton.app.observe.EventLog;
import dev.jeton.app.observe.TokenMetrics;
import dev.jeton.app.settings.SettingKey;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.cache.InMemoryState;
import dev.jeton.cache.RedisState;
import dev.jeton.crypto.KeyRing;
import dev.jeton.providers.TokenBroker;
import dev.jeton.providers.credentials.CredentialsFile;
import dev.jeton.providers.credentials.FirstOf;
import dev.jeton.providers.credentials.TenantService;
import dev.jeton.providers.genesys.GenesysProvider;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.providers.oauth.DeclaredProvider;
import dev.jeton.providers.whatsapp.WhatsAppProvider;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Wires all services by hand. Each is made once, however often it is asked for; closing ends them in reverse order. This
 * is the one place where the modules meet.
 */
public final class ServiceFactory implements AutoCloseable {

    private final Settings settings;
    private final TimeSource time;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Services services;

    /** What a process is made of. */
    public record Services(TokenBroker tokens, SharedState state, HttpApi api) {}

    /** @throws WrongSettings if a file that was in order when the settings were read no longer is */
    public ServiceFactory(Settings settings, TimeSource time) throws WrongSettings {
        this.settings = settings;
        this.time = time;
        try {
            this.services = wire();
        } catch (WrongSettings | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The services; the same ones at every call. */
    public Services services() {
        return services;
    }

    private Services wire() throws WrongSettings {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        opened.push(registry::close);
        TokenMetrics metrics = new TokenMetrics(registry);
        TokenEvents events = TokenEvents.all(metrics, new EventLog());
        // Before all that seals with it, so that it is wiped after them.
        Sealer sealer = sealer();
        SharedState state = open(state(sealer, events));
        metrics.watch(state);
        UpstreamHttp http = open(new UpstreamHttp());
        TokenBroker tokens = open(TokenBroker.over(state, credentials(http, events))
                .providers(providers(http))
                .settings(settings.broker())
                .events(events)
                .time(time)
                .build());
        HttpApi api = new HttpApi(new HttpApi.Parts(
                tokens,
                state,
                settings.listening().serviceSecretOrNull(),
                settings.broker().requestTimeout(),
                registry::scrape,
                time));
        return new Services(tokens, state, api);
    }

    private Sealer sealer() {
        return settings.storage()
                .encryptionKeys()
                .<Sealer>map(keys -> open(keys.reveal(line -> KeyRing.parse(new String(line)))))
                .orElseGet(Sealer::none);
    }

    private SharedState state(Sealer sealer, TokenEvents events) {
        return settings.storage()
                .redis()
                .<SharedState>map(redis -> RedisState.open(redis, sealer, events, time))
                .orElseGet(() -> InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, time));
    }

    private List<TokenProvider> providers(UpstreamHttp http) {
        List<TokenProvider> providers = new ArrayList<>();
        providers.add(settings.sources()
                .genesysLoginUrl()
                .map(url -> GenesysProvider.at(url, http, time))
                .orElseGet(() -> GenesysProvider.inItsRegions(http, time)));
        providers.add(new WhatsAppProvider(time));
        settings.sources()
                .declared()
                .forEach(declaration -> providers.add(new DeclaredProvider(declaration, http, time)));
        return providers;
    }

    private CredentialSource credentials(UpstreamHttp http, TokenEvents events) throws WrongSettings {
        List<CredentialSource> sources = new ArrayList<>();
        Optional<Path> file = settings.sources().credentialsFile();
        if (file.isPresent()) {
            sources.add(credentials(file.get(), events));
        }
        settings.sources().tenantService().ifPresent(service -> sources.add(new TenantService(service, http, time)));
        return new FirstOf(sources);
    }

    private static CredentialSource credentials(Path file, TokenEvents events) throws WrongSettings {
        try {
            return CredentialsFile.open(file, events);
        } catch (IOException e) {
            throw new WrongSettings(List.of(SettingKey.CREDENTIALS_FILE + ": " + e.getMessage()));
        }
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Ends everything, the last one first. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                // The others have to be closed all the same.
            }
        }
    }
}
