package dev.jeton.providers.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.simulator.Answer;
import dev.jeton.simulator.Call;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Faults;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.simulator.TenantService.Shape;
import dev.jeton.testkit.secret.Canaries;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantServiceTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Simulator simulator = Simulator.start();
    private final UpstreamHttp http = new UpstreamHttp();
    private final Canaries canaries = new Canaries();

    @BeforeEach
    void register() {
        simulator.tenantService().put("acme", "genesys", Map.of("clientId", "id", "clientSecret", "c4nary-s", "n", 7));
    }

    @AfterEach
    void close() {
        http.close();
        simulator.close();
    }

    private TenantService service(Duration timeout, @Nullable String bearer) {
        URI url = URI.create(simulator.tenantServiceUrl() + "/");
        Secret secret = bearer == null ? null : Secret.of(bearer);
        return new TenantService(new TenantServiceSettings(url, timeout, secret), http, TimeSource.system());
    }

    private Optional<Credentials> find(String tenant) {
        return find(service(LONG, null), tenant, LONG);
    }

    private static Optional<Credentials> find(TenantService service, String tenant, Duration patience) {
        return service.find(
                TokenKey.of("genesys", tenant),
                new CorrelationId("correlated-1"),
                Deadline.in(patience, TimeSource.system()));
    }

    private void set(Fault fault) {
        simulator.faults().set(Service.TENANT_SERVICE, Faults.ANY_TENANT, fault);
    }

    private int calls() {
        return simulator.ledger().count(Service.TENANT_SERVICE);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    @DisplayName("B-04 credentials are understood flat, wrapped in data, and wrapped in the provider's name")
    void shapes(Shape shape) {
        simulator.tenantService().answerIn(shape);
        try (Credentials found = find("acme").orElseThrow()) {
            assertThat(found.text("clientId")).contains("id");
            assertThat(found.text("clientSecret")).contains("c4nary-s");
            assertThat(found.text("n")).contains("7");
            canaries.assertNoneIn("credentials", found.toString());
        }
    }

    @Test
    @DisplayName("B-04 they are understood wrapped in both, and arrays and nulls are no fields")
    void nested() {
        set(Fault.answer(Answer.json(
                200, "{\"data\":{\"genesys\":{\"clientId\":\"id\",\"a\":[1],\"b\":null}},\"clientId\":\"outer\"}")));
        try (Credentials found = find("acme").orElseThrow()) {
            assertThat(found.text("clientId")).contains("id");
            assertThat(found).hasToString("Credentials[clientId]");
        }
    }

    @Test
    @DisplayName("B-12 the look-up carries the correlation id and the bearer, to the path of the contract")
    void request() {
        simulator.tenantService().requireBearer("c4nary-bearer");
        assertThat(find(service(LONG, "c4nary-bearer"), "acme", LONG)).isPresent();
        assertThat(simulator.ledger().calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.path()).isEqualTo("/tenant-service/tenants/acme/credentials/genesys");
            assertThat(call.correlationId()).isEqualTo("correlated-1");
            assertThat(call.authorization()).isEqualTo("Bearer");
        });
    }

    @Test
    @DisplayName("B-04 an unknown tenant and a tenant without credentials are told apart")
    void absent() {
        simulator.tenantService().putTenant("empty");
        assertThat(find("empty")).isEmpty();
        assertThatThrownBy(() -> find("nobody")).isInstanceOf(TenantNotFound.class);
        set(Fault.answer(Answer.raw(404, "text/html", new byte[] {'<'})));
        assertThat(find("acme")).isEmpty();
    }

    @ParameterizedTest(name = "B-02 status {0} is unavailable after {1} calls")
    @CsvSource({"401,1", "403,1", "400,1", "302,1", "204,1", "500,3", "503,3", "429,3"})
    void otherAnswers(int status, int calls) {
        set(Fault.answer(Answer.json(status, "{\"error\":\"c4nary\"}")));
        assertUnavailable();
        assertThat(calls()).isEqualTo(calls);
    }

    private void assertUnavailable() {
        assertThatThrownBy(() -> find("acme"))
                .isInstanceOf(StoreUnavailable.class)
                .satisfies(failure -> {
                    canaries.assertNoneIn("the failure", failure.toString() + failure.getCause());
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "\"c4nary\"", "{", "{\"a\":\"c4nary\"} {}", "{\"a\":1,\"a\":2}", "<html>c4nary"
            })
    @DisplayName("B-02 an answer that is no JSON object is unavailable, asked once and not quoted")
    void garbage(String body) {
        set(Fault.answer(Answer.json(200, body)));
        assertUnavailable();
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 67 a depth of 100 000 and a body of 1 GB are unavailable")
    void bombs() {
        set(Fault.answer(Answer.json(200, "{\"a\":".repeat(40_000))));
        assertUnavailable();
        set(new Fault.Flood(1L << 30));
        assertUnavailable();
    }

    @Test
    @DisplayName("B-18 server errors and broken connections are asked again, within the timeout")
    void retried() {
        simulator.faults().setForNext(1, Service.TENANT_SERVICE, "acme", Fault.serverError(503));
        simulator.faults().setForNext(1, Service.TENANT_SERVICE, "acme", new Fault.LostAnswer());
        assertThat(find("acme")).isPresent();
        assertThat(calls()).isGreaterThanOrEqualTo(3);
    }

    @Test
    @DisplayName("B-18 a hanging answer is waited for within the timeout, and within the caller's deadline")
    void hang() {
        set(new Fault.Hang());
        assertThatThrownBy(() -> find(service(Duration.ofSeconds(1), null), "acme", LONG))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(calls()).isEqualTo(1);
        simulator.ledger().clear();
        assertThatThrownBy(() -> find(service(LONG, null), "acme", Duration.ofSeconds(1)))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 68 a redirect is not followed: the bearer stays here")
    void redirect() {
        try (Simulator elsewhere = Simulator.start()) {
            set(Fault.redirect(elsewhere.tenantServiceUrl() + "/tenants/acme/credentials/genesys"));
            assertUnavailable();
            assertThat(elsewhere.ledger().calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "a.", "a-_.", "0", "A.B"})
    @DisplayName("fault 81 every tenant id that is allowed stays one segment of the path")
    void pathSafety(String tenant) {
        simulator.tenantService().putTenant(tenant);
        assertThat(find(tenant)).isEmpty();
        assertThat(simulator.ledger().calls()).extracting(Call::tenant).containsExactly(tenant);
    }
}
