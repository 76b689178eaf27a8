package dev.jeton.client.http;

import static dev.jeton.client.http.StubApi.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.time.ManualTime;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many callers with one dead token, and APIs that refuse every token. */
final class StormTest {

    private static final TokenKey ACME = TokenKey.of("genesys", "acme");
    private static final int CALLERS = 200;

    private final StubApi api = new StubApi();
    private final Canaries canaries = new Canaries();
    private final ReplacedTokens tokens = new ReplacedTokens(canaries);
    private final List<CallEvent> events = new CopyOnWriteArrayList<>();
    private final ManualTime time = ManualTime.standingStill();
    private final AuthorizedHttpClient client = AuthorizedHttpClient.with(tokens)
            .mayCall(api.url("/"))
            .events(events::add)
            .time(time)
            .build();

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    private int status(int caller) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.url()).build();
        return caller % 2 == 0
                ? client.send(request, BodyHandlers.ofString(), ACME).statusCode()
                : client.sendAsync(request, BodyHandlers.ofString(), ACME)
                        .join()
                        .statusCode();
    }

    @Test
    @DisplayName("A-07 34 two hundred callers with one dead token all succeed, and each sends it once")
    void storm() {
        String dead = "Bearer " + tokens.current().value();
        Gate all = new Gate();
        api.otherwise(exchange -> {
            boolean isDead =
                    exchange.getRequestHeaders().getFirst("Authorization").equals(dead);
            if (isDead) {
                passed(all);
            }
            answer(isDead ? 401 : 200, "").handle(exchange);
        });
        Thread gatekeeper = Thread.ofVirtual().start(() -> {
            all.awaitArrived(CALLERS);
            all.open();
        });

        List<Integer> statuses = Burst.of(CALLERS, this::status).orFail();

        long deadSent = api.seen().stream()
                .filter(seen -> seen.authorization().equals(dead))
                .count();
        List<String> violations = new ArrayList<>();
        check(violations, statuses.stream().allMatch(status -> status == 200), "not all succeeded");
        check(violations, deadSent == CALLERS, "the dead token was sent " + deadSent + " times");
        check(violations, api.seen().size() == 2 * CALLERS, api.seen().size() + " requests");
        check(violations, tokens.issued().size() == 2, tokens.issued().size() - 1 + " exchanges");
        check(violations, tokens.reports() == CALLERS, tokens.reports() + " reports");
        System.out.println(
                "A-07 a storm of " + CALLERS + " on one dead token: 5 checked, " + violations.size() + " violated");
        assertThat(violations).isEmpty();
        assertThat(events).hasSize(CALLERS).containsOnly(new CallEvent.Healed(ACME));
        canaries.assertNoneIn("what it prints", client + " " + client.forTenant(ACME) + events + gatekeeper);
    }

    private static void check(List<String> violations, boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    private static void passed(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("A-07 an API that refuses every token costs one exchange in five seconds, not one for each request")
    void apiThatRefusesEverything() throws Exception {
        api.otherwise(answer(401, "never"));

        for (int i = 0; i < 10; i++) {
            assertThat(status(0)).isEqualTo(401);
        }
        assertThat(tokens.issued()).hasSize(2);
        time.advance(FutileReplacements.PAUSE);
        assertThat(status(0)).isEqualTo(401);

        assertThat(tokens.issued()).hasSize(3);
        assertThat(events)
                .startsWith(new CallEvent.RefusedAgain(ACME), new CallEvent.NotRepeated(ACME))
                .endsWith(new CallEvent.RefusedAgain(ACME));
    }

    @Test
    @DisplayName("A-07 processes whose tokens an API refuses, all of them, do not replace each other's without end")
    void apiThatRefusesSeveralProcesses() throws Exception {
        api.otherwise(answer(401, "never"));
        try (AuthorizedHttpClient one = another();
                AuthorizedHttpClient other = another()) {
            HttpRequest request = HttpRequest.newBuilder(api.url()).build();
            for (int i = 0; i < 20; i++) {
                AuthorizedHttpClient next = i % 2 == 0 ? one : other;
                assertThat(next.send(request, BodyHandlers.ofString(), ACME).statusCode())
                        .isEqualTo(401);
            }
        }
        assertThat(tokens.issued()).as("the first one, and one of each process").hasSize(3);
    }

    private AuthorizedHttpClient another() {
        return AuthorizedHttpClient.with(tokens)
                .mayCall(api.url("/"))
                .time(time)
                .build();
    }

    @Test
    @DisplayName("A-07 a source that knows no other token leaves the caller the 401")
    void sameTokenAgain() throws Exception {
        AccessToken only = tokens.current();
        ReplacedTokens stubborn = new ReplacedTokens(new Canaries()) {
            @Override
            public AccessToken getAnother(TokenKey key, AccessToken rejected) {
                return super.current();
            }
        };
        api.otherwise(answer(401, "never"));

        try (AuthorizedHttpClient one =
                AuthorizedHttpClient.with(stubborn).mayCall(api.url("/")).build()) {
            HttpRequest request = HttpRequest.newBuilder(api.url()).build();
            assertThat(one.send(request, BodyHandlers.ofString(), ACME).body()).isEqualTo("never");
        }

        assertThat(api.seen()).hasSize(1);
        assertThat(tokens.current()).isEqualTo(only);
    }
}
