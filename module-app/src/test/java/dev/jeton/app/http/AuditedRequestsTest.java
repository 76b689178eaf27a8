package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jeton.api.Fingerprint;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.secret.Canaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit has of requests, and what becomes of requests without it. */
final class AuditedRequestsTest {

    private static final String ID = "X-Correlation-ID";
    private static final String ASK = "{\"tenantId\":\"acme\",\"type\":\"genesys\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private LocalBroker broker(String onFailure) {
        return LocalBroker.start(Map.of("AUDIT", "file", "AUDIT_FAILURE", onFailure, "DATA_DIR", data.toString()));
    }

    private Path segment() {
        return data.resolve("audit").resolve("audit-0000000000000001.jsonl");
    }

    /** The lines without what every line has, and what follows from the line before. */
    private List<String> records() throws IOException {
        return Files.readAllLines(segment()).stream()
                .map(line -> line.replaceAll("^.*\"time\":\"[^\"]*\",", "").replaceAll("[{}\"]", ""))
                .toList();
    }

    @Test
    @DisplayName(
            "I9 whatever is handed out, refused or changed has one record, there before the answer; what is only read has none")
    void everyRequest() throws IOException {
        try (LocalBroker broker = broker("refuse")) {
            String acme = ",tenant:acme,type:genesys";
            HttpAnswer fresh = broker.token(ASK, ID, "1");
            String fingerprint = ",fingerprint:"
                    + Fingerprint.of(LocalBroker.json(fresh).get("accessToken").textValue());
            assertThat(records())
                    .containsExactly("who:service,action:token:read" + acme + fingerprint
                            + ",source:fresh,outcome:ok,correlationId:1");

            broker.get("/auth/token", "X-Tenant-ID", "acme", ID, "2");
            broker.token(
                    "{\"tenantId\":\"acme\",\"type\":\"genesys\",\"rejectedFingerprint\":\"0123456789abcdef\"}",
                    ID,
                    "3");
            broker.post(
                    "/api/v1/token/invalidate",
                    "{\"tenantId\":\"acme\",\"type\":\"genesys\",\"fingerprint\":\"0123456789abcdef\"}",
                    ID,
                    "4");
            broker.token("{\"tenantId\":\"nobody\",\"type\":\"genesys\"}", ID, "5");
            broker.token("[]", ID, "6");
            broker.get("/api/v1/connections/genesys/acme", ID, "read");
            broker.get("/api/v1/connections", ID, "read");
            broker.get("/api/v1/nowhere", ID, "nowhere");
            broker.stranger().post("/api/v1/token", ASK, ID, "stranger");
            broker.stranger()
                    .put(
                            "/api/v1/credentials/genesys/acme",
                            "{\"clientSecret\":\"c4nary-put\"}",
                            LocalBroker.authorized(ID, "7"));
            broker.send("DELETE", "/api/v1/connections/qontak/acme");

            List<String> records = records();
            assertThat(records.subList(1, records.size() - 1))
                    .containsExactly(
                            "who:service,action:token:read" + acme + fingerprint + ",source:" + sourceOf(records.get(1))
                                    + ",outcome:ok,correlationId:2",
                            "who:service,action:token:refresh" + acme + fingerprint + ",source:"
                                    + sourceOf(records.get(2)) + ",outcome:ok,correlationId:3",
                            "who:service,action:token:invalidate" + acme
                                    + ",fingerprint:0123456789abcdef,outcome:ok,correlationId:4",
                            "who:service,action:token:read,tenant:nobody,type:genesys,outcome:tenant_not_found,correlationId:5",
                            "who:service,action:token:read,outcome:invalid_request,correlationId:6",
                            "who:service,action:credentials:write" + acme
                                    + ",outcome:store_unavailable,correlationId:7");
            assertThat(records.getLast())
                    .startsWith(
                            "who:service,action:credentials:write,tenant:acme,type:qontak,outcome:store_unavailable");
            Canaries canaries = new Canaries();
            canaries.register("service secret", LocalBroker.SECRET);
            canaries.register(
                    "token", LocalBroker.json(fresh).get("accessToken").textValue());
            canaries.assertNoneIn("the audit", Files.readString(segment()));
        }
    }

    private static String sourceOf(String record) {
        return record.replaceAll(".*source:(near|cache|fresh),.*", "$1");
    }

    private Path fillDisk() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no device that is always full");
        Files.createDirectories(segment().getParent());
        return Files.createSymbolicLink(segment(), Path.of("/dev/full"));
    }

    @Test
    @DisplayName(
            "106 the disk is full and it must be recorded: 503 without a token, nothing is asked for, until there is room")
    void refused() throws IOException {
        Path full = fillDisk();
        try (LocalBroker broker = broker("refuse")) {
            assertProblem(broker.token(ASK), 503, "STORE_UNAVAILABLE").notStored();
            int asked = broker.simulator().ledger().count(Service.GENESYS);
            assertProblem(broker.token(ASK), 503, "STORE_UNAVAILABLE").notStored();
            assertProblem(broker.get("/auth/token", "X-Tenant-ID", "acme"), 503, "STORE_UNAVAILABLE");
            assertProblem(broker.post("/api/v1/token/invalidate", ASK), 503, "STORE_UNAVAILABLE");
            assertProblem(broker.send("DELETE", "/api/v1/credentials/genesys/acme"), 503, "STORE_UNAVAILABLE");
            assertThat(broker.simulator().ledger().count(Service.GENESYS)).isEqualTo(asked);
            assertThat(broker.get("/api/v1/connections/genesys/acme").status()).isEqualTo(200);
            assertThat(broker.stranger().get("/health/ready").status()).isEqualTo(200);

            Files.delete(full);
            Eventually.passes(
                    PATIENCE, () -> assertThat(broker.token(ASK).status()).isEqualTo(200));
            assertThat(broker.stranger().get("/metrics").body())
                    .contains("jeton_audit_records_total{result=\"written\"} ");
            assertThat(records().getFirst()).contains("records before this one were not answered for");
        }
    }

    @Test
    @DisplayName("106 the disk is full and it need not be recorded: tokens as ever, and one line in the log")
    void warned() throws IOException {
        Path unused = fillDisk();
        try (CapturedLog log = new CapturedLog();
                LocalBroker broker = broker("warn")) {
            for (int i = 0; i < 20; i++) {
                assertThat(broker.token(ASK).status()).isEqualTo(200);
            }
            log.await("audit cannot be written");
            Eventually.isTrue(
                    "all are counted",
                    PATIENCE,
                    () -> broker.stranger()
                            .get("/metrics")
                            .body()
                            .contains("jeton_audit_records_total{result=\"lost\"} 20.0"));
            assertThat(log.linesWith("audit cannot be written")).hasSize(1);
        }
    }
}
