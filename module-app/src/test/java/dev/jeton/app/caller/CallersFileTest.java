package dev.jeton.app.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallersFileTest {

    private static final String CALLER = "\"name\":\"a\",\"issuer\":\"jeton\",\"value\":\"x\"";
    private static final String ALLOWED = "\"actions\":[\"token:read\"],\"types\":[\"*\"],\"tenants\":[\"*\"]";
    private static final String ISSUER = "\"id\":\"corp\",\"issuer\":\"https://idp\",\"audience\":[\"jeton\"]";

    @TempDir
    Path directory;

    private CallersFile read(String json) throws IOException {
        return CallersFile.read(Files.writeString(directory.resolve("callers.json"), json));
    }

    private List<String> mistakes(String json) throws IOException {
        Path file = Files.writeString(directory.resolve("callers.json"), json);
        WrongCallers wrong = catchThrowableOfType(WrongCallers.class, () -> CallersFile.read(file));
        assertThat(wrong).as(json).isNotNull();
        return wrong.sentences();
    }

    @Test
    @DisplayName("a file says whose JWTs are whose, what they may do and how often, and whom to believe")
    void whole() throws IOException {
        CallersFile file = read("""
                { "callers": [
                    { "name": "orders", "issuer": "https://idp.example", "value": "svc-orders",
                      "actions": ["token:read", "identity:*"], "types": ["genesys"], "tenants": ["acme", "eu-*"],
                      "requestsPerMinute": 6000, "forcedRefreshesPerMinute": 60 },
                    { "name": "ours", "issuer": "jeton", "claim": "sub", "value": "staff",
                      "actions": ["identity:read"] } ],
                  "issuers": [
                    { "id": "corp", "issuer": "https://idp.example", "jwksUrl": "https://idp.example/jwks",
                      "audience": ["jeton"], "algorithms": ["ES256"] },
                    { "id": "local", "issuer": "local", "jwksUrl": "http://127.0.0.1:9/keys", "audience": ["jeton"] } ],
                  "quota": { "requestsPerMinute": 100 } }
                """);

        assertThat(file.callers())
                .containsExactly(
                        new CallersFile.Declared(
                                "orders",
                                new CallersFile.Proof("corp", "sub", "svc-orders"),
                                Tokens.permissions("token:read identity:*", "genesys", "acme eu-*"),
                                new Quota(6000, 60)),
                        new CallersFile.Declared(
                                "ours",
                                new CallersFile.Proof("jeton", "sub", "staff"),
                                Tokens.permissions("identity:read", "", ""),
                                new Quota(100, 0)));
        assertThat(file.issuers())
                .containsExactly(
                        new CallersFile.Issuer(
                                "corp",
                                "https://idp.example",
                                URI.create("https://idp.example/jwks"),
                                List.of("jeton"),
                                List.of("ES256")),
                        new CallersFile.Issuer(
                                "local",
                                "local",
                                URI.create("http://127.0.0.1:9/keys"),
                                List.of("jeton"),
                                List.of("RS256", "ES256")));
        assertThat(file.quota()).isEqualTo(new Quota(100, 0));
        assertThat(read("{\"callers\":[]}")).isEqualTo(CallersFile.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]                                                  | the file: has no list \"callers\"",
                "{}                                                  | the file: has no list \"callers\"",
                "{\"callers\":{}}                                    | the file: has no list \"callers\"",
                "{\"callers\":[],\"c4nary\":1}                       | the file: unknown member c4nary",
                "{\"callers\":[],\"issuers\":1}                      | the file: issuers must be a list",
                "{\"callers\":[],\"quota\":{\"requestsPerMinute\":-1}} | quota: requestsPerMinute must be",
                "{\"callers\":[],\"quota\":{\"perHour\":1}}          | quota: unknown member perHour",
                "{\"callers\":[1]}                                   | callers[0]: must be an object",
                "{\"callers\":[],\"callers\":[]}                     | is no JSON",
                "{\"callers\":[]} x                                  | is no JSON",
                "{                                                   | is no JSON",
            })
    @DisplayName("117 a file that is no such file is refused, and the sentence says why")
    void otherFiles(String json, String sentence) throws IOException {
        assertThat(mistakes(json)).anyMatch(mistake -> mistake.startsWith(sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"name\":\"service\"        | name must be",
                "\"name\":\"anyone\"         | name must be",
                "\"name\":\"two words\"      | name must be",
                "\"issuer\":\"nobody\"       | issuer must be jeton, or one of issuers",
                "\"value\":\"\"              | value must be a string",
                "\"value\":7                 | value must be a string",
                "\"actions\":[\"token:*\"]   | actions must be a list of actions: admin, connection:read",
                "\"actions\":\"admin\"       | actions must be a list of actions",
                "\"types\":[\"Genesys\"]     | types must be a list of providers, or *",
                "\"types\":null              | types and tenants must be there",
                "\"tenants\":[\"a*b\"]       | tenants must be a list of tenants",
                "\"tenants\":[\"\"]          | tenants must be a list of tenants",
                "\"requestsPerMinute\":1.5   | requestsPerMinute must be a whole number",
                "\"colour\":\"c4nary\"       | unknown member colour",
            })
    @DisplayName("117 a wrong member of a caller is named, its value is not")
    void wrongCallers(String member, String sentence) throws IOException {
        String name = member.substring(1, member.indexOf('"', 1));
        String others = (CALLER + "," + ALLOWED).replaceFirst("\"" + name + "\":(\"[^\"]*\"|\\[[^]]*])", "\"_\":null");

        assertThat(mistakes("{\"callers\":[{" + member + ","
                        + others.replace("\"_\":null,", "").replace(",\"_\":null", "") + "}]}"))
                .singleElement()
                .asString()
                .startsWith("callers[0]: " + sentence)
                .doesNotContain("c4nary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"jwksUrl\":\"http://idp/keys\"                      | jwksUrl must be https",
                "\"jwksUrl\":\"https://c4nary:c4nary@idp/keys\"       | jwksUrl must be https",
                "\"jwksUrl\":\"ftp://idp/keys\"                       | jwksUrl must be https",
                "\"jwksUrl\":\"https://idp/k\",\"algorithms\":[\"HS256\"] | algorithms must be a list of algorithms: ES256",
                "\"jwksUrl\":\"https://idp/k\",\"algorithms\":[\"none\"]  | algorithms must be",
                "\"jwksUrl\":\"https://idp/k\",\"x\":1                | unknown member x",
            })
    @DisplayName("117 a wrong member of an issuer is named, its value is not")
    void wrongIssuers(String members, String sentence) throws IOException {
        assertThat(mistakes("{\"callers\":[],\"issuers\":[{" + ISSUER + "," + members + "}]}"))
                .singleElement()
                .asString()
                .startsWith("issuers[0]: " + sentence)
                .doesNotContain("c4nary");
    }

    @Test
    @DisplayName("117 of JWTs of ours only the subject makes a caller: all other claims are alike in everybody's")
    void ownJwtsBySubject() throws IOException {
        for (String claim : List.of("iss", "aud", "sid", "typ")) {
            String caller = "{\"name\":\"a\",\"issuer\":\"jeton\",\"claim\":\"" + claim + "\",\"value\":\"jeton\","
                    + "\"actions\":[\"identity:read\"]}";
            assertThat(mistakes("{\"callers\":[" + caller + "]}"))
                    .containsExactly("callers[0]: claim must be sub where issuer is jeton");
        }
    }

    @Test
    @DisplayName("117 an issuer without audience is refused: its tokens for other services would be good here")
    void audienceIsNeeded() throws IOException {
        assertThat(mistakes("{\"callers\":[],\"issuers\":[{\"id\":\"a\",\"issuer\":\"b\",\"jwksUrl\":\"https://c\"}]}"))
                .containsExactly("issuers[0]: audience must name us");
    }

    @Test
    @DisplayName("117 all mistakes are named at once, also two that are alike")
    void allAtOnce() throws IOException {
        String caller = "{" + CALLER + "," + ALLOWED + "}";

        assertThat(mistakes("{\"callers\":[" + caller + "," + caller + ",{}],\"issuers\":[{}],\"quota\":7}"))
                .contains(
                        "the file: two of callers have the same name",
                        "the file: two of callers have the same issuer, claim and value",
                        "callers[2]: name is missing",
                        "callers[2]: issuer is missing",
                        "callers[2]: value is missing",
                        "callers[2]: actions is missing",
                        "issuers[0]: id is missing",
                        "issuers[0]: jwksUrl is missing",
                        "quota: must be an object");
    }
}
