package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.FORM;
import static dev.jeton.simulator.Caller.basic;
import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.OAuthClient.Allowance;
import dev.jeton.simulator.OAuthClient.Authentication;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthRefreshTest {

    private static final String GRANT = "grant_type=refresh_token";
    private static final Allowance READ_AND_WRITE = new Allowance(Set.of("read", "write"), Duration.ofSeconds(90));

    private final MovableClock clock = new MovableClock();
    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start(0, clock);
    private final String url = simulator.oauthTokenUrl("crm");

    @BeforeEach
    void register() {
        simulator.oauth().register("crm", new OAuthClient("acme", "by header", "s%3cret", Authentication.BASIC));
        simulator
                .oauth()
                .register("crm", new OAuthClient("globex", "by-body", "s3cret", Authentication.POST, READ_AND_WRITE));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    @DisplayName("C-01 a declared provider rotates, its client in the header")
    void byHeader() throws Exception {
        String first = simulator.oauth().connect("crm", "acme");

        JsonNode answer = json(byHeader(first));

        assertThat(answer.path("expires_in").asLong()).isEqualTo(3600);
        assertThat(answer.has("scope")).isFalse();
        assertThat(byHeader(answer.path("refresh_token").asText()).statusCode()).isEqualTo(200);
        assertThat(simulator.oauth().grants("crm").spends("acme"))
                .extracting(Spend::generation)
                .containsExactly(1, 2);
    }

    @ParameterizedTest(name = "scope {0} is {1} {2}")
    @CsvSource({
        "'', 200, '', read write",
        "&scope=, 200, '', read write",
        "&scope=read, 200, '', read",
        "&scope=write+read, 200, '', write read",
        "&scope=admin, 400, invalid_scope, ''",
        "&scope=read+admin, 400, invalid_scope, ''",
        "&scope=read++write, 400, invalid_scope, ''",
        "&scope=read&scope=read, 400, invalid_request, ''"
    })
    @DisplayName("RFC 6749 section 6: a scope may only be narrowed")
    void scopes(String scope, int status, String error, String granted) throws Exception {
        String first = simulator.oauth().connect("crm", "globex");

        HttpResponse<String> response = byBody(first, scope);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isEqualTo(error);
        assertThat(json(response).path("scope").asText()).isEqualTo(granted);
        assertThat(byBody(first, "").statusCode()).isEqualTo(status == 200 ? 400 : 200);
    }

    @Test
    void aNarrowedExchangeDoesNotNarrowTheNext() throws Exception {
        JsonNode narrow = json(byBody(simulator.oauth().connect("crm", "globex"), "&scope=read"));

        JsonNode next = json(byBody(narrow.path("refresh_token").asText(), ""));

        assertThat(next.path("scope").asText()).isEqualTo("read write");
    }

    @Test
    void whatIsNotARefreshTokenOfThisClientAndServer() throws Exception {
        String acmes = simulator.oauth().connect("crm", "acme");
        simulator.oauth().register("erp", new OAuthClient("acme", "by header", "s%3cret", Authentication.BASIC));
        String elsewhere = simulator.oauth().connect("erp", "acme");

        expect(byBody("", ""), "invalid_request");
        expect(byBody("nonsense", ""), "invalid_grant");
        expect(byBody("nonsense", "&scope=admin"), "invalid_grant");
        expect(byBody(acmes, ""), "invalid_grant");
        expect(byHeader(elsewhere), "invalid_grant");
        assertThat(byHeader(acmes).statusCode()).isEqualTo(200);
    }

    @Test
    void theClientIsAuthenticatedFirst() throws Exception {
        String acmes = simulator.oauth().connect("crm", "acme");

        HttpResponse<String> response = caller.send(
                "POST",
                url,
                GRANT + "&refresh_token=" + acmes,
                "Content-Type",
                FORM,
                "Authorization",
                basic("by+header", "wrong"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(simulator.oauth().grants("crm").count("acme")).isZero();
    }

    @Test
    void reuseAndLostAnswersAreAsAtQontak() throws Exception {
        String first = simulator.oauth().connect("crm", "acme");
        simulator.faults().setForNext(1, Service.OAUTH, "acme", new Fault.LostAnswer());

        assertThatThrownBy(() -> byHeader(first)).isInstanceOf(IOException.class);
        expect(byHeader(first), "invalid_grant");

        assertThat(simulator.oauth().grants("crm").isAlive("acme")).isFalse();
        assertThat(simulator.oauth().grants("crm").lostAnswers("acme")).hasSize(1);
    }

    @Test
    void temperAndLifetimeAreTheClients() throws Exception {
        simulator
                .oauth()
                .register(
                        "crm",
                        new OAuthClient("globex", "by-body", "s3cret", Authentication.POST)
                                .with(new Allowance(Set.of(), Duration.ofSeconds(2), Temper.FIXED)));

        JsonNode answer = json(byBody(simulator.oauth().connect("crm", "globex"), ""));

        assertThat(answer.has("refresh_token")).isFalse();
        assertThat(answer.path("expires_in").asLong()).isEqualTo(2);
    }

    @Test
    void onlyATenantWithOneClientCanConnect() {
        simulator.oauth().register("crm", new OAuthClient("acme", "second", "s3cret", Authentication.POST));

        assertThatThrownBy(() -> simulator.oauth().connect("crm", "acme")).hasMessageContaining("2 clients");
        assertThatThrownBy(() -> simulator.oauth().connect("erp", "acme")).hasMessageContaining("0 clients");
    }

    private HttpResponse<String> byHeader(String refreshToken) throws Exception {
        String body = GRANT + "&refresh_token=" + refreshToken;
        return caller.send("POST", url, body, "Content-Type", FORM, "Authorization", basic("by+header", "s%253cret"));
    }

    private HttpResponse<String> byBody(String refreshToken, String more) throws Exception {
        String body = GRANT + "&client_id=by-body&client_secret=s3cret&refresh_token=" + refreshToken + more;
        return caller.send("POST", url, body, "Content-Type", FORM);
    }

    private static void expect(HttpResponse<String> response, String error) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").asText()).isEqualTo(error);
    }
}
