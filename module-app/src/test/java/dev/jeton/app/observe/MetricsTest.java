package dev.jeton.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.app.http.LocalBroker;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricsTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    @BeforeAll
    static void askForSomeTokens() {
        BROKER.simulator().genesys().register(GenesysClient.invented("rejected", "us-east-1"));
        BROKER.simulator().faults().set(Service.GENESYS, "rejected", Fault.unauthorized());
        BROKER.simulator()
                .genesys()
                .register(GenesysClient.invented("brief", "us-east-1").withLifetime(Duration.ofHours(1)));
        ask("acme", "genesys");
        ask("acme", "genesys");
        ask("acme", "whatsapp");
        ask("rejected", "genesys");
        ask("stranger", "genesys");
        BROKER.get("/auth/token", "X-Tenant-ID", "brief");
    }

    private static void ask(String tenant, String type) {
        int status = BROKER.token("{\"tenantId\":\"" + tenant + "\",\"type\":\"" + type + "\"}")
                .status();
        assertThat(status).isIn(200, 400, 404, 424);
    }

    /** The lines that are no comments, without their values. */
    private static Set<String> series() {
        return lines().map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> lines() {
        return BROKER.stranger().get("/metrics").body().lines().filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jeton_token_requests_total{outcome=\"ok\",provider=\"genesys\",source=\"fresh\"} 2.0",
                "jeton_token_requests_total{outcome=\"ok\",provider=\"genesys\",source=\"cache\"} 1.0",
                "jeton_token_requests_total{outcome=\"ok\",provider=\"whatsapp\",source=\"fresh\"} 1.0",
                "jeton_token_requests_total{outcome=\"credentials_rejected\",provider=\"genesys\",source=\"none\"} 1.0",
                "jeton_token_request_seconds_count{provider=\"genesys\",source=\"cache\"} 1",
                "jeton_upstream_requests_total{outcome=\"ok\",provider=\"genesys\"} 2.0",
                "jeton_upstream_requests_total{outcome=\"credentials_rejected\",provider=\"genesys\"} 1.0",
                "jeton_upstream_request_seconds_count{provider=\"genesys\"} 3",
                "jeton_refresh_failures_total{provider=\"genesys\",reason=\"credentials_rejected\"} 1.0",
                "jeton_cache_requests_total{cache=\"near\",result=\"miss\"} 4.0",
                "jeton_cache_requests_total{cache=\"tokens\",result=\"hit\"} 1.0",
                "jeton_cache_requests_total{cache=\"tokens\",result=\"miss\"} 3.0",
            })
    @DisplayName("metrics have the names and labels that dashboards know")
    void namesAndLabels(String line) {
        assertThat(lines()).contains(line);
    }

    @Test
    @DisplayName("without Redis nothing tells of one")
    void nothingIsSharedHere() {
        assertThat(series()).noneMatch(line -> line.matches("jeton_(redis|degraded|watch).*"));
    }

    @Test
    @DisplayName("every meter says what it counts")
    void metersAreDescribed() {
        assertThat(BROKER.stranger().get("/metrics").body().lines())
                .filteredOn(line -> line.startsWith("# HELP "))
                .isNotEmpty()
                .allMatch(line -> line.split(" ", 4)[3].length() > 10);
    }

    @Test
    @DisplayName("metrics are Prometheus text")
    void prometheusText() {
        assertThat(BROKER.stranger().get("/metrics").header("Content-Type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
    }

    @Test
    @DisplayName("a tenant that nobody knows is counted as such")
    void unknownTenantsAreCounted() {
        assertThat(series())
                .contains(
                        "jeton_token_requests_total{outcome=\"tenant_not_found\",provider=\"genesys\",source=\"none\"}");
    }

    @Test
    @DisplayName("114 a thousand unknown tenants add no series, and no label names a tenant")
    void tenantsAreNoLabels() {
        ask("stranger", "genesys");
        Set<String> before = series();
        for (int i = 0; i < 1_000; i++) {
            ask("unknown-" + i, "genesys");
        }

        assertThat(series()).isEqualTo(before);
        assertThat(before).noneMatch(line -> line.contains("acme") || line.contains("stranger"));
    }

    @Test
    @DisplayName("84 types that nobody knows add no series either")
    void unknownTypesAreNoLabels() {
        Set<String> before = series();
        for (int i = 0; i < 100; i++) {
            ask("acme", "type-" + i);
        }

        assertThat(series()).isEqualTo(before);
    }

    @Test
    @DisplayName("labels are providers, sources, outcomes and the like, nothing else")
    void labelsAreFew() {
        Set<String> names = new TreeSet<>();
        for (String line : series()) {
            Matcher label = LABEL.matcher(line);
            while (label.find()) {
                names.add(label.group(1));
            }
        }

        assertThat(Set.of("provider", "source", "outcome", "reason", "cache", "result", "operation"))
                .containsAll(names);
    }
}
