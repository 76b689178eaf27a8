package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jeton.app.caller.ApiTokenCheck;
import dev.jeton.app.caller.CallersFile;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.app.caller.Quota;
import dev.jeton.app.caller.Tokens;
import dev.jeton.testkit.http.HttpAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CallersAtTheDoorTest {

    private static final Tokens TOKENS = new Tokens();
    private static final String ACTIONS = "token:read token:refresh token:invalidate connection:read credentials:write";

    @AutoClose
    private static final GuardedApi API = new GuardedApi(
            new CallersFile(
                    List.of(Tokens.declared("limited", Tokens.permissions(ACTIONS, "*", "acme"), new Quota(4, 2))),
                    List.of(),
                    Quota.NONE),
            TOKENS);

    private static String[] bearer(String credential) {
        return new String[] {"Authorization", "Bearer " + credential};
    }

    private static HttpAnswer token(String tenant, String more, String credential) {
        String json = "{\"tenantId\":\"" + tenant + "\",\"type\":\"qontak\"" + more + "}";
        return API.probe().post("/api/v1/token", json, bearer(credential));
    }

    /** An answer but for what names the request. */
    private static String words(HttpAnswer answer) {
        ObjectNode members = (ObjectNode) LocalBroker.json(answer);
        members.remove("correlationId");
        Map<String, List<String>> headers = answer.headers();
        headers.remove("X-Correlation-ID");
        headers.remove("content-length");
        // Whether the body of the request has come by then is a matter of time.
        headers.remove("connection");
        return answer.status() + " " + headers.keySet() + " " + members;
    }

    @Test
    @DisplayName(
            "105 whoever is not known is told the same: no such secret, no such token, an ended one, a JWT of nobody's")
    void strangersLookAlike() {
        Instant past = Instant.now().minusSeconds(1);
        List<String> presented = List.of(
                "x".repeat(32),
                ApiTokenCheck.PREFIX + "nobody",
                TOKENS.apiToken(
                        "ended",
                        Tokens.permissions("admin", "*", "*"),
                        new dev.jeton.api.identity.IdentityRow.Life(Instant.EPOCH, past, null)),
                TOKENS.jwt(JwtCheck.OURSELVES, Map.of("sub", "nobody"), null),
                TOKENS.jwt(JwtCheck.OURSELVES, Map.of("sub", "limited"), past),
                "e30.e30.forged");

        assertThat(presented.stream()
                        .map(credential -> words(token("acme", "", credential)))
                        .distinct())
                .singleElement()
                .asString()
                .startsWith("401 ");
        assertThat(API.records()).noneMatch(record -> record.contains("unauthenticated"));
    }

    @Test
    @DisplayName(
            "what callers change, and what they are forbidden, is recorded with their names; what they read is not")
    void recorded() {
        String writer = TOKENS.apiToken("writer", Tokens.permissions("credentials:write connection:read", "*", "acme"));
        int before = API.records().size();

        API.probe().put("/api/v1/credentials/qontak/acme", "{\"a\":\"c4nary\"}", bearer(writer));
        API.probe().get("/api/v1/credentials/qontak/acme", bearer(writer));
        API.probe().get("/api/v1/credentials/qontak/globex", bearer(writer));
        token("acme", "", writer);

        assertThat(API.records().subList(before, API.records().size()))
                .allMatch(record -> record.matches("api-token:tester:[0-9a-f-]{36} .*"))
                .extracting(record -> record.substring(record.indexOf(' ') + 1))
                .containsExactly(
                        "credentials:write acme qontak ok",
                        "connection:read globex qontak forbidden",
                        "token:read null null forbidden");
    }

    @Test
    @DisplayName("83 tenants that there are and that there are not look alike to whom they do not concern, in time too")
    void foreignAndAbsentLookAlike() {
        String foreigner = TOKENS.apiToken("foreigner", Tokens.permissions(ACTIONS, "*", "globex"));
        int before = API.looks();
        List<String> words = new ArrayList<>();
        for (String tenant : List.of("acme", "nobody-at-all")) {
            String path = "/qontak/" + tenant;
            words.add(words(token(tenant, "", foreigner)));
            words.add(words(token(tenant, ",\"forceRefresh\":true", foreigner)));
            words.add(words(API.probe().get("/api/v1/connections" + path, bearer(foreigner))));
            words.add(words(API.probe().get("/api/v1/credentials" + path, bearer(foreigner))));
            words.add(words(API.probe().put("/api/v1/credentials" + path, "{}", bearer(foreigner))));
            words.add(words(API.probe().send("DELETE", "/api/v1/connections" + path, bearer(foreigner))));
        }
        assertThat(words).allMatch(text -> text.startsWith("403 "));
        assertThat(words.subList(0, 6)).isEqualTo(words.subList(6, 12));

        Supplier<HttpAnswer> present = () -> token("acme", "", foreigner);
        Supplier<HttpAnswer> absent = () -> token("nobody-at-all", "", foreigner);
        double ratio = medianRatio(present, absent);
        System.out.printf(
                "present / absent %.2f; %d checked, %d violated%n", ratio, words.size(), API.looks() - before);
        // Nobody has looked, so there is no difference that could be seen; whoever does look takes 2 ms longer.
        assertThat(API.looks()).isEqualTo(before);
        assertThat(ratio).isBetween(0.4, 2.5);
    }

    private static double medianRatio(Supplier<HttpAnswer> one, Supplier<HttpAnswer> other) {
        List<Long> ones = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ones.add(nanos(one));
            others.add(nanos(other));
        }
        return (double) median(ones) / median(others);
    }

    private static long nanos(Supplier<HttpAnswer> request) {
        long started = System.nanoTime();
        assertThat(request.get().status()).isEqualTo(403);
        return System.nanoTime() - started;
    }

    private static long median(List<Long> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    @Test
    @DisplayName("a type that the caller may not ask for is forbidden before anybody says which types there are")
    void typesAreNotTold() {
        String caller = TOKENS.apiToken("typed", Tokens.permissions(ACTIONS, "genesys", "*"));

        HttpAnswer unknown =
                API.probe().post("/api/v1/token", "{\"tenantId\":\"acme\",\"type\":\"nope\"}", bearer(caller));

        assertProblem(unknown, 403, "FORBIDDEN").notStored();
        assertThat(words(unknown)).isEqualTo(words(token("acme", "", caller)));
    }

    @Test
    @DisplayName("429 a caller whose quota is used up is told when to come back; others are not concerned")
    void quotas() {
        String limited = TOKENS.jwt(JwtCheck.OURSELVES, Map.of("sub", "limited"), null);
        String forced = ",\"forceRefresh\":true";
        assertThat(token("acme", forced, limited).status()).isEqualTo(200);
        assertThat(token("acme", ",\"rejectedFingerprint\":\"0123456789abcdef\"", limited)
                        .status())
                .isEqualTo(200);

        HttpAnswer third = token("acme", forced, limited);
        assertProblem(third, 429, "RATE_LIMITED").notStored();
        assertThat(Integer.parseInt(third.header("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(token("acme", "", limited).status()).isEqualTo(200);
        assertProblem(token("acme", "", limited), 429, "RATE_LIMITED");
        assertProblem(API.probe().get("/api/v1/connections", bearer(limited)), 429, "RATE_LIMITED");
        assertThat(token("acme", forced, LocalBroker.SECRET).status()).isEqualTo(200);
    }
}
