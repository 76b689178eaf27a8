package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.Audit;
import dev.jeton.app.audit.AuditRecord;
import dev.jeton.app.caller.ApiTokenCheck;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.app.http.proxy.Proxy;
import dev.jeton.app.http.proxy.ProxyEvents;
import dev.jeton.cache.InMemoryState;
import dev.jeton.providers.TokenBroker;
import dev.jeton.providers.api.ApiBase;
import dev.jeton.providers.api.ApiBases;
import dev.jeton.providers.api.ApiHttp;
import dev.jeton.providers.rotation.Connections;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.http.HttpProbe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls of APIs in the audit; one may be under way at a time. */
final class ProxyAuditTest {

    private static final String PATH = "/api/v1/proxy/crm/acme/users/me?secret=c4nary";
    private static final TimeSource TIME = TimeSource.system();

    private final List<AuditRecord> records = new CopyOnWriteArrayList<>();
    private final CountingProvider provider = new CountingProvider("crm");
    private final InMemoryState state = InMemoryState.create(10, TIME);

    private volatile boolean writable = true;

    @AutoClose
    private final WireApi api = WireApi.answering(418, "a body");

    @AutoClose
    private final ApiHttp http = new ApiHttp(Duration.ofSeconds(10));

    @AutoClose
    private final TokenBroker broker = TokenBroker.over(state, credentials())
            .providers(List.of(provider))
            .time(TIME)
            .build();

    @AutoClose
    private final HttpServer server = HttpServer.start("127.0.0.1", 0, api());

    ProxyAuditTest() throws IOException {}

    private static CredentialSource credentials() {
        return (key, correlationId, deadline) -> Optional.of(new Credentials(Map.of()));
    }

    private HttpApi api() {
        ApiBases bases = new ApiBases(
                Map.of(provider.id(), new ApiBase.Everywhere(URI.create(api.url()))),
                credentials(),
                Duration.ofSeconds(10),
                TIME);
        return new HttpApi(new HttpApi.Parts(
                broker,
                new Proxy(broker, new Proxy.Apis(bases, http, 1), Duration.ofSeconds(10), ProxyEvents.NO_OP, TIME),
                new HttpApi.Kept(state, Connections.of(MapGrants.local(TIME), TokenEvents.NO_OP), Set.of(), null, null),
                new HttpApi.Entrance(
                        new Callers(null, null, new Callers.Checks(ApiTokenCheck.none(), JwtCheck.none()), TIME),
                        new FailingAudit(),
                        SomeJudge.ofNobody()),
                Duration.ofSeconds(10),
                () -> "",
                TIME));
    }

    private HttpProbe probe() {
        return HttpProbe.at("127.0.0.1", URI.create(server.url()).getPort());
    }

    private final class FailingAudit implements Audit {
        @Override
        public void admit() {}

        @Override
        public void record(AuditRecord record) {
            if (!writable) {
                throw new StoreUnavailable("the audit cannot be written", null);
            }
            records.add(record);
        }

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("the audit has who called what for whom, with which token, and what the API said; never the query")
    void recorded() {
        assertThat(probe().get(PATH).status()).isEqualTo(418);

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.action()).isEqualTo("proxy");
            assertThat(record.subject().tenantOrNull()).isEqualTo("acme");
            assertThat(record.subject().typeOrNull()).isEqualTo("crm");
            assertThat(record.toString()).contains("api:GET /users/me").doesNotContain("c4nary");
            assertThat(record.outcome().code()).isEqualTo("http_418");
            assertThat(record.subject().toString())
                    .contains(provider.issues().getFirst().token().fingerprint().value());
        });
    }

    @Test
    @DisplayName("106 what cannot be recorded is not given, and holds nothing: not the place, not the connection")
    void unrecorded() {
        writable = false;
        for (int i = 0; i < 3; i++) {
            assertProblem(probe().get(PATH), 503, "STORE_UNAVAILABLE");
        }
        writable = true;

        assertThat(probe().get(PATH).status()).isEqualTo(418);
        assertThat(api.asked()).hasSize(4);
    }
}
