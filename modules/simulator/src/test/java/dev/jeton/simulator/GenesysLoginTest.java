package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.FORM;
import static dev.jeton.simulator.Caller.GRANT;
import static dev.jeton.simulator.Caller.basic;
import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesysLoginTest {

    private static final GenesysClient ACME = new GenesysClient("acme", "acme-id", "s3cret", "us-east-1");

    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start();
    private final String url = simulator.genesysLoginUrl() + "/oauth/token";

    @BeforeEach
    void register() {
        simulator.genesys().register(ACME);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void everyAnswerIsANewToken() throws Exception {
        HttpResponse<String> first = caller.token(simulator.genesysLoginUrl(), ACME);
        HttpResponse<String> second = caller.token(simulator.genesysLoginUrl(), ACME);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(first).path("token_type").asText()).isEqualTo("bearer");
        assertThat(json(first).path("expires_in").asLong()).isEqualTo(86_400);
        assertThat(json(first).path("access_token").asText())
                .contains(Simulator.CANARY)
                .isNotEqualTo(json(second).path("access_token").asText());
        assertThat(simulator.tokens().issued(Service.GENESYS, "acme")).hasSize(2);
    }

    @Test
    void theLifetimeIsTheClients() throws Exception {
        simulator.genesys().register(ACME.withLifetime(Duration.ofSeconds(2)));

        assertThat(json(caller.token(simulator.genesysLoginUrl(), ACME))
                        .path("expires_in")
                        .asLong())
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "body {0} is {1} {2}")
    @CsvSource({
        "grant_type=client_credentials, 200, ''",
        "grant_type=client_credentials&scope=, 200, ''",
        "grant_type=client%5Fcredentials, 200, ''",
        "scope=x, 400, invalid_request",
        "grant_type=, 400, invalid_request",
        "grant_type=password, 400, unsupported_grant_type",
        "grant_type=client_credentials&grant_type=client_credentials, 400, invalid_request",
        "grant_type=client_credentials&scope=%ff, 400, invalid_request",
        "grant_type=client_credentials&scope=%4, 400, invalid_request",
        "'{\"grant_type\":\"client_credentials\"}', 400, invalid_request"
    })
    void bodies(String body, int status, String error) throws Exception {
        HttpResponse<String> response = caller.send("POST", url, body, Caller.tokenHeaders(ACME));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isEqualTo(error);
    }

    @ParameterizedTest(name = "content type {0} is {1}")
    @CsvSource({
        "application/x-www-form-urlencoded, 200",
        "Application/X-WWW-Form-Urlencoded; charset=UTF-8, 200",
        "application/json, 400",
        "text/plain, 400"
    })
    void contentTypes(String type, int status) throws Exception {
        HttpResponse<String> response =
                caller.send("POST", url, GRANT, "Content-Type", type, "Authorization", basic("acme-id", "s3cret"));

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} with {1} is {2}: {3}")
    @CsvSource({
        "acme-id, s3cret, 200, ''",
        "acme-id, S3cret, 401, authentication failed",
        "acme-id, '', 401, authentication failed",
        "nobody, s3cret, 400, client not found"
    })
    void clients(String id, String secret, int status, String description) throws Exception {
        HttpResponse<String> response =
                caller.send("POST", url, GRANT, "Content-Type", FORM, "Authorization", basic(id, secret));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("description").asText()).isEqualTo(description);
        assertThat(json(response).path("error_description").asText()).isEqualTo(description);
        assertThat(json(response).path("error").asText()).isEqualTo(status == 200 ? "" : "invalid_client");
    }

    @ParameterizedTest(name = "Authorization {0} is refused")
    @ValueSource(strings = {"Bearer x", "Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Basic OnNlY3JldA==", "acme-id"})
    void unreadableAuthorization(String header) throws Exception {
        HttpResponse<String> response = caller.send("POST", url, GRANT, "Content-Type", FORM, "Authorization", header);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(json(response).path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void secretsInTheBodyAreNoCredentials() throws Exception {
        HttpResponse<String> response =
                caller.send("POST", url, GRANT + "&client_id=acme-id&client_secret=s3cret", "Content-Type", FORM);

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void twoAuthorizationHeadersAreRefused() throws Exception {
        String basic = basic("acme-id", "s3cret");

        HttpResponse<String> response =
                caller.send("POST", url, GRANT, "Content-Type", FORM, "Authorization", basic, "Authorization", basic);

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void onlyPostIsServed(String method) throws Exception {
        HttpResponse<String> response = caller.send(method, url, "", Caller.tokenHeaders(ACME));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/oauth/token?grant_type=client_credentials, 400",
        "/oauth/token/, 404",
        "/oauth, 404",
        "/token, 404",
        "/a/b/oauth/token, 404"
    })
    void otherPaths(String path, int status) throws Exception {
        HttpResponse<String> response =
                caller.send("POST", simulator.genesysLoginUrl() + path, GRANT, Caller.tokenHeaders(ACME));

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void aLargeBodyIsRefused() throws Exception {
        String body = GRANT + "&scope=" + "x".repeat(64 * 1024);

        assertThat(caller.send("POST", url, body, Caller.tokenHeaders(ACME)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void aRotatedSecretReplacesTheOldOne() throws Exception {
        simulator.genesys().register(ACME.withSecret("rotated"));

        assertThat(caller.token(simulator.genesysLoginUrl(), ACME).statusCode()).isEqualTo(401);
        assertThat(caller.token(simulator.genesysLoginUrl(), ACME.withSecret("rotated"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "a client of {0} at the login of {1} is {2}")
    @CsvSource({
        "us-east-1, mypurecloud.com, 200",
        "eu-west-1, mypurecloud.ie, 200",
        "mypurecloud.ie, eu-west-1, 200",
        "euw1, mypurecloud.ie, 200",
        "apne3.pure.cloud, ap-northeast-3, 200",
        "us-east-1, mypurecloud.ie, 400",
        "eu-west-1, euw2, 400"
    })
    void regions(String home, String asked, int status) throws Exception {
        GenesysClient client = new GenesysClient("globex", "globex-id", "x", home);
        simulator.genesys().register(client);

        assertThat(caller.token(simulator.genesysLoginUrl(asked), client).statusCode())
                .isEqualTo(status);
    }
}
