package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.Audit;
import dev.jeton.app.audit.AuditRecord;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.caller.CallersFile;
import dev.jeton.app.caller.Tokens;
import dev.jeton.cache.InMemoryState;
import dev.jeton.identity.Identity;
import dev.jeton.providers.rotation.Connections;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.http.HttpProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The HTTP side alone, with callers that a test makes up. It knows the tenant {@code acme}, which has a token, a connection and
 * credentials of {@code qontak}, and counts how often it was asked about any tenant.
 */
final class GuardedApi implements AutoCloseable {

    static final TokenKey ACME = TokenKey.of("qontak", "acme");

    /** What it takes to look a tenant up that there is. */
    private static final Duration LOOKING = Duration.ofMillis(2);

    private final AtomicInteger looks = new AtomicInteger();
    private final List<String> records = new CopyOnWriteArrayList<>();
    private final MapGrants grants = MapGrants.local(TimeSource.system());
    private final Connections connections = Connections.of(grants, TokenEvents.NO_OP);
    private final CountedCredentials credentials = new CountedCredentials();
    private final Identity identity = SomeJudge.identity();
    private final HttpApi api;
    private final HttpServer server;

    GuardedApi(CallersFile file, Tokens tokens) {
        TimeSource time = TimeSource.system();
        Callers callers = new Callers(Secret.of(LocalBroker.SECRET), file, tokens.checks(), time);
        TokenService counted = new CountedTokens();
        this.api = new HttpApi(new HttpApi.Parts(
                counted,
                SomeProxy.toNowhere(counted),
                new HttpApi.Kept(
                        InMemoryState.create(1, time), connections, Set.of(ACME.provider()), credentials, identity),
                new HttpApi.Entrance(callers, new RememberedAudit(), SomeJudge.ofOwn(identity)),
                Duration.ofSeconds(5),
                () -> "",
                time));
        try {
            this.server = HttpServer.start("127.0.0.1", 0, api);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restore();
    }

    /** Whatever was done to acme is undone. */
    void restore() {
        try (Secret refreshToken = Secret.of("c4nary-refresh-token")) {
            connections.replace(ACME, refreshToken);
        }
        credentials.kept.clear();
        credentials.kept.put(ACME, true);
    }

    /** How often tenants were looked up until now. */
    int looks() {
        return looks.get();
    }

    /** Who, what, for whom and how it ended, in the order of recording. */
    List<String> records() {
        return records;
    }

    List<GuardedRoutes.Declared> routes() {
        return api.declared();
    }

    HttpProbe probe() {
        return HttpProbe.at("127.0.0.1", URI.create(server.url()).getPort());
    }

    private void look(TokenKey key) {
        looks.incrementAndGet();
        if (key.equals(ACME)) {
            try {
                TimeSource.system().pause(LOOKING);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class RememberedAudit implements Audit {
        @Override
        public void admit() {}

        @Override
        public void record(AuditRecord record) {
            AuditRecord.Subject about = record.subject();
            records.add(record.who() + " " + record.action() + " " + about.tenantOrNull() + " " + about.typeOrNull()
                    + " " + record.outcome().code());
        }

        @Override
        public void close() {}
    }

    private final class CountedTokens implements TokenService {
        @Override
        public TokenAnswer getToken(TokenRequest request) {
            look(request.key());
            TokenEntry entry = SomeEntries.unlimited(TimeSource.system().now());
            return new TokenAnswer(entry, TokenAnswer.Source.CACHE);
        }

        @Override
        public boolean invalidate(TokenKey key) {
            look(key);
            return true;
        }

        @Override
        public boolean invalidate(TokenKey key, Fingerprint rejected) {
            look(key);
            return true;
        }

        @Override
        public Optional<TokenEntry> cached(TokenKey key) {
            look(key);
            return Optional.empty();
        }

        @Override
        public Set<ProviderId> providers() {
            return Set.of(new ProviderId("genesys"), new ProviderId("whatsapp"), ACME.provider());
        }
    }

    private final class CountedCredentials implements CredentialStore {
        private final Map<TokenKey, Boolean> kept = new ConcurrentHashMap<>();

        @Override
        public Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
            look(key);
            return kept.containsKey(key) ? Optional.of(new Credentials(Map.of())) : Optional.empty();
        }

        @Override
        public void put(TokenKey key, Credentials credentials) {
            look(key);
            kept.put(key, true);
        }

        @Override
        public boolean delete(TokenKey key) {
            look(key);
            return kept.remove(key) != null;
        }

        @Override
        public List<TokenKey> list() {
            return List.copyOf(kept.keySet());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
