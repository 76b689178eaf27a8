package dev.jeton.app.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CallersTest {

    private static final String SECRET = "c4nary-service-secret-0123456789";
    private static final Permissions SOME = Tokens.permissions("token:read", "genesys", "acme");

    private final ManualTime time = ManualTime.standingStill();
    private final Tokens tokens = new Tokens();

    private Callers callers(Quota quota, CallersFile.Declared... declared) {
        CallersFile file = new CallersFile(List.of(declared), List.of(), quota);
        return new Callers(Secret.of(SECRET), file, tokens.checks(), time);
    }

    private static CallersFile.Declared declared(String name, String issuer, String claim, String value) {
        return new CallersFile.Declared(name, new CallersFile.Proof(issuer, claim, value), SOME, Quota.NONE);
    }

    private static Optional<String> name(Callers callers, String presented) {
        return callers.identify(presented).map(Caller::name);
    }

    @Test
    @DisplayName("104 the service secret is the service, and nothing else is asked about it")
    void service() {
        Callers callers = callers(Quota.NONE);

        assertThat(callers.identify(SECRET)).containsSame(Caller.SERVICE);
        assertThat(name(callers, SECRET + "x")).isEmpty();
        assertThat(name(callers, SECRET.substring(1))).isEmpty();
        assertThat(name(callers, "")).isEmpty();
        assertThat(tokens.asked()).isZero();
    }

    @Test
    @DisplayName("without a secret there is no service, not even for whoever presents nothing")
    void noService() {
        Callers callers = new Callers(null, CallersFile.EMPTY, tokens.checks(), time);

        assertThat(callers.isOpen()).isFalse();
        assertThat(name(callers, "")).isEmpty();
        assertThat(name(callers, "null")).isEmpty();
        assertThat(new Callers(null, null, tokens.checks(), time).isOpen()).isTrue();
    }

    @Test
    @DisplayName("D-07 an API token is its own caller as long as it lives; it is known by how it begins")
    void apiTokens() {
        Callers callers = callers(Quota.NONE);
        Instant end = time.now().plusSeconds(60);
        String living = tokens.apiToken("living", SOME, new Life(Instant.EPOCH, end, null));
        String revoked = tokens.apiToken("revoked", SOME, new Life(Instant.EPOCH, end, time.now()));

        assertThat(name(callers, living)).get().asString().matches("api-token:tester:[0-9a-f-]{36}");
        assertThat(callers.identify(living)).isEqualTo(callers.identify(living));
        assertThat(name(callers, revoked)).isEmpty();
        assertThat(name(callers, ApiTokenCheck.PREFIX + "other")).isEmpty();
        time.advance(Duration.ofSeconds(60));
        assertThat(name(callers, living)).isEmpty();
        int asked = tokens.asked();
        assertThat(name(callers, "other_" + living)).isEmpty();
        assertThat(tokens.asked()).isEqualTo(asked);
    }

    @Test
    @DisplayName("permissions of an API token that are changed hold at the next request")
    void changedPermissions() {
        Callers callers = callers(Quota.NONE);
        String token = tokens.apiToken("changing", SOME);
        assertThat(Policy.may(callers.identify(token).orElseThrow(), Action.PROXY))
                .isFalse();

        tokens.apiToken("changing", Tokens.permissions("proxy", "genesys", "acme"));

        assertThat(Policy.may(callers.identify(token).orElseThrow(), Action.PROXY))
                .isTrue();
        assertThat(Policy.may(callers.identify(token).orElseThrow(), Action.TOKEN_READ))
                .isFalse();
    }

    @Test
    @DisplayName("a JWT is the first caller whose issuer and claim it has; a good one that is nobody's is nobody")
    void jwts() {
        Callers callers = callers(
                Quota.NONE,
                declared("orders", "corp", "sub", "svc-orders"),
                declared("staff", "corp", "groups", "staff"),
                declared("ours", JwtCheck.OURSELVES, "sub", "svc-orders"));

        assertThat(name(callers, tokens.jwt("corp", Map.of("sub", "svc-orders"), null)))
                .hasValue("orders");
        assertThat(name(callers, tokens.jwt("corp", Map.of("sub", "x", "groups", List.of("a", "staff")), null)))
                .hasValue("staff");
        assertThat(name(callers, tokens.jwt("corp", Map.of("groups", List.of("staff"), "sub", "svc-orders"), null)))
                .hasValue("orders");
        assertThat(name(callers, tokens.jwt(JwtCheck.OURSELVES, Map.of("sub", "svc-orders"), null)))
                .hasValue("ours");
        assertThat(name(callers, tokens.jwt("other", Map.of("sub", "svc-orders"), null)))
                .isEmpty();
        assertThat(name(callers, tokens.jwt("corp", Map.of("sub", "svc-order"), null)))
                .isEmpty();
        assertThat(name(callers, tokens.jwt("corp", Map.of("sub", 1), null))).isEmpty();
        assertThat(name(callers, tokens.jwt("corp", Map.of("sub", "svc-orders"), time.now())))
                .isEmpty();
        assertThat(name(callers, "e30.not-good.0")).isEmpty();
    }

    @Test
    @DisplayName("102 what has not three parts is no JWT, and nobody is asked about it")
    void noJwts() {
        Callers callers = callers(Quota.NONE);
        List<String> presented = List.of("a", "a.b", "a.b.c.d", ".b.c", "..", ".", "a.b.c.d.e", "x".repeat(16_000));

        assertThat(presented).allMatch(text -> name(callers, text).isEmpty());
        assertThat(tokens.asked()).isZero();
    }

    @Test
    @DisplayName("a quota counts all requests of a caller, says how long to wait, and begins anew after a minute")
    void quotas() {
        Callers callers = callers(new Quota(3, 0), Tokens.declared("ours", SOME, new Quota(0, 1)));
        String token = tokens.apiToken("limited", SOME);
        for (int i = 0; i < 3; i++) {
            callers.identify(token).orElseThrow().allowance().request();
        }
        // Other permissions are no new minute.
        tokens.apiToken("limited", Tokens.permissions("proxy", "genesys", "acme"));
        time.advance(Duration.ofSeconds(20));

        assertThatThrownBy(
                        () -> callers.identify(token).orElseThrow().allowance().request())
                .isInstanceOfSatisfying(
                        RateLimited.class, e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(40)))
                .hasMessageContaining("3 requests a minute");
        String other = tokens.apiToken("other", SOME);
        callers.identify(other).orElseThrow().allowance().request();
        time.advance(Duration.ofSeconds(40));
        callers.identify(token).orElseThrow().allowance().request();

        Allowance ours = callers.identify(tokens.jwt(JwtCheck.OURSELVES, Map.of("sub", "ours"), null))
                .orElseThrow()
                .allowance();
        ours.forcedRefresh();
        assertThatThrownBy(ours::forcedRefresh).hasMessageContaining("1 forced refreshes a minute");
        for (int i = 0; i < 100; i++) {
            ours.request();
            Caller.SERVICE.allowance().forcedRefresh();
        }
    }

    @Test
    @DisplayName(
            "of requests that come at once no more are let through than the quota has, also where the caller is new")
    void quotaUnderConcurrency() {
        Callers callers = callers(new Quota(50, 0));
        String token = tokens.apiToken("herd", SOME);

        Burst<Boolean> burst = Burst.of(200, run -> {
            callers.identify(token).orElseThrow().allowance().request();
            return true;
        });

        System.out.printf(
                "%d checked, %d violated%n", 200, Math.abs(burst.results().size() - 50));
        assertThat(burst.results()).hasSize(50);
        assertThat(burst.failures()).hasSize(150).allMatch(RateLimited.class::isInstance);
    }
}
