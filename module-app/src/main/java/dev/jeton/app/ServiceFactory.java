package dev.jeton.app;

import dev.jeton.api.ProviderId;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.Audit;
import dev.jeton.app.audit.AuditSettings;
import dev.jeton.app.audit.FileAudit;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.http.HttpApi;
import dev.jeton.app.http.proxy.Proxy;
import dev.jeton.app.lifecycle.Opened;
import dev.jeton.app.observe.AuditMetrics;
import dev.jeton.app.observe.ConnectionMetrics;
import dev.jeton.app.observe.EventLog;
import dev.jeton.app.observe.IdentityMetrics;
import dev.jeton.app.observe.ProxyMetrics;
import dev.jeton.app.observe.TokenMetrics;
import dev.jeton.app.settings.SettingKey;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.app.stores.Stores;
import dev.jeton.app.warm.WarmUps;
import dev.jeton.cache.InMemoryState;
import dev.jeton.cache.NearCacheSettings;
import dev.jeton.cache.RedisState;
import dev.jeton.crypto.KeyRing;
import dev.jeton.identity.upkeep.Upkeep;
import dev.jeton.providers.GrantExercise;
import dev.jeton.providers.TokenBroker;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.providers.rotation.Connections;
import dev.jeton.providers.rotation.Rotation;
import dev.jeton.providers.rotation.RotationSettings;
import dev.jeton.providers.rotation.Seeds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Wires all services by hand. Each is made once, however often it is asked for; closing ends them in reverse order. This
 * is the one place where the modules meet.
 */
public final class ServiceFactory implements AutoCloseable {

    private static final String WARM_UP = "warm-up";
    private static final Duration WARM_UP_EVERY = Duration.ofHours(1);

    private final Settings settings;
    private final TimeSource time;
    private final Opened opened = new Opened();
    private final Services services;

    /** What a process is made of. */
    public record Services(TokenBroker tokens, Connections connections, SharedState state, HttpApi api) {}

    /** @throws WrongSettings if a file that was in order when the settings were read no longer is */
    public ServiceFactory(Settings settings, TimeSource time) throws WrongSettings {
        this(settings, time, TokenEvents.NO_OP);
    }

    /** The same, with one more {@code listener} to what happens inside. */
    public ServiceFactory(Settings settings, TimeSource time, TokenEvents listener) throws WrongSettings {
        this.settings = settings;
        this.time = time;
        try {
            this.services = wire(listener);
        } catch (WrongSettings | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The services; the same ones at every call. */
    public Services services() {
        return services;
    }

    private Services wire(TokenEvents listener) throws WrongSettings {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        opened.add(registry::close);
        TokenMetrics metrics = new TokenMetrics(registry);
        Audit audit = open(audit(registry));
        TokenEvents events = TokenEvents.all(metrics, new EventLog(), listener);
        // Before all that seals with it, so that it is wiped after them.
        Sealer sealer = sealer();
        SharedState state = open(state(sealer, events));
        metrics.watch(state);
        RedisState redis = state instanceof RedisState shared ? shared : null;
        Stores stores = open(Stores.open(settings.rotating(), new Stores.Means(redis, sealer, events, time)));
        UpstreamHttp http = open(new UpstreamHttp());
        Upstreams upstreams = new Upstreams(settings, http, time);
        CredentialSource credentials = upstreams.credentials(stores, events);
        Rotation rotation = open(rotation(stores, credentials, events));
        open(new ConnectionMetrics(registry, rotation.connections(), time));
        TokenBroker tokens = open(TokenBroker.over(state, credentials)
                .providers(upstreams.providers())
                .rotating(rotation, upstreams.rotating())
                .settings(settings.broker())
                .events(events)
                .time(time)
                .build());
        settings.rotating().exerciseAfter().ifPresent(after -> exercise(rotation, tokens, after));
        IdentityMetrics identityMetrics = new IdentityMetrics(registry);
        identityMetrics.watch(state.cache());
        FirstParty firstParty = open(new FirstParty(
                new FirstParty.Parts(
                        stores.identity().orElse(null), state, sealer, http, identityMetrics, events, time),
                settings));
        settings.sources()
                .warmUpFile()
                .ifPresent(file ->
                        warmUp(new WarmUps(file, tokens, firstParty.identity().orElse(null)), events));
        HttpApi.Entrance entrance = new HttpApi.Entrance(callers(firstParty.checks()), audit, firstParty.judge());
        HttpApi api = new HttpApi(new HttpApi.Parts(
                tokens,
                new Proxy(
                        tokens,
                        open(upstreams.apis(credentials)),
                        settings.broker().requestTimeout(),
                        new ProxyMetrics(registry),
                        time),
                new HttpApi.Kept(
                        state,
                        rotation.connections(),
                        rotatingIds(upstreams),
                        stores.credentials().orElse(null),
                        firstParty.identity().orElse(null)),
                entrance,
                settings.broker().requestTimeout(),
                registry::scrape,
                time));
        return new Services(tokens, rotation.connections(), state, api);
    }

    /** At once, and then now and then: what nobody asked for meanwhile was left to die. */
    private void warmUp(WarmUps warmUps, TokenEvents events) {
        Thread first = Thread.ofVirtual().name("jeton-warm-up").start(() -> Upkeep.attempt(WARM_UP, warmUps, events));
        open(first::interrupt);
        open(Upkeep.start(
                List.of(new Upkeep.Work(WARM_UP, WARM_UP_EVERY, warmUps)),
                events,
                () -> ThreadLocalRandom.current().nextDouble(),
                time));
    }

    private void exercise(Rotation rotation, TokenBroker tokens, Duration after) {
        open(new GrantExercise(
                        rotation.connections(),
                        tokens,
                        after,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        time))
                .start();
    }

    private static Set<ProviderId> rotatingIds(Upstreams upstreams) {
        return upstreams.rotating().stream().map(RefreshTokenProvider::id).collect(Collectors.toUnmodifiableSet());
    }

    private Rotation rotation(Stores stores, CredentialSource credentials, TokenEvents events) {
        Seeds seeds = settings.rotating()
                .seed()
                .map(token -> Seeds.of(settings.rotating().environmentConnection(), token))
                .orElseGet(Seeds::none);
        RotationSettings protocol = new RotationSettings(
                stores.home(),
                settings.broker().lockLease(),
                settings.rotating().upstream().takeoverPatience(),
                settings.broker().exchangeTimeout());
        return Rotation.open(
                new Rotation.Parts(stores.grants(), stores.journal(), credentials, seeds, events, time), protocol);
    }

    private Callers callers(Callers.Checks checks) {
        return new Callers(
                settings.listening().serviceSecretOrNull(), settings.door().callersOrNull(), checks, time);
    }

    private Audit audit(MeterRegistry registry) throws WrongSettings {
        Optional<AuditSettings> wanted = settings.door().audit();
        if (wanted.isEmpty()) {
            return Audit.off();
        }
        try {
            return FileAudit.open(wanted.get(), new AuditMetrics(registry, time), time);
        } catch (IOException e) {
            throw new WrongSettings(List.of(SettingKey.DATA_DIR + ": " + e.getMessage()));
        }
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
                .<SharedState>map(redis -> RedisState.open(redis, near(), sealer, events, time))
                .orElseGet(() -> InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, near(), events, time));
    }

    private NearCacheSettings near() {
        return NearShares.of(settings.broker().near()).values();
    }

    private <T extends AutoCloseable> T open(T resource) {
        return opened.add(resource);
    }

    /** Ends everything, the last one first. */
    @Override
    public synchronized void close() {
        opened.close();
    }
}
