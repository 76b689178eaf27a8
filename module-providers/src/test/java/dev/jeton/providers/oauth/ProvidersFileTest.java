package dev.jeton.providers.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.ProviderId;
import dev.jeton.api.port.RefreshTokenProvider.OnLostResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersFileTest {
    private static final String URL = "'tokenUrl':'https://crm.example/token'";

    @TempDir
    private Path directory;

    /** @param json with ' for " */
    private List<Declaration> read(String json) throws IOException {
        Path file = directory.resolve("providers.json");
        Files.writeString(file, json.replace('\'', '"'));
        return ProvidersFile.read(file);
    }

    private static String one(String members) {
        return "{'providers':{'crm':{" + members + "}}}";
    }

    @Test
    @DisplayName("PROVIDERS_FILE a full declaration and one of defaults are read in their order")
    void good() throws IOException {
        List<Declaration> both = read("{'providers':{'crm':{'grant':'client_credentials'," + URL
                + ",'clientAuthentication':'post','scope':'read','defaultLifetime':'10m',"
                + "'apiBaseUrl':'https://api.example'},'a-b':{" + URL + ",'scope':null}}}");
        assertThat(both).hasSize(2).hasOnlyElementsOfType(ProviderDeclaration.class);
        List<ProviderDeclaration> read =
                both.stream().map(ProviderDeclaration.class::cast).toList();
        assertThat(read.getFirst().authentication()).isEqualTo(ClientAuthentication.POST);
        assertThat(read.getFirst().defaultLifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(read.getFirst().scope()).contains("read");
        assertThat(read.getFirst().urls().token()).isEqualTo(URI.create("https://crm.example/token"));
        assertThat(read.getFirst().urls().api()).contains(URI.create("https://api.example"));
        assertThat(read.getLast().urls().api()).isEmpty();
        assertThat(read.getLast().authentication()).isEqualTo(ClientAuthentication.BASIC);
        assertThat(read.getLast().defaultLifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(read.getLast().scope()).isEmpty();
    }

    @Test
    @DisplayName(
            "C-01 any provider can be declared with the grant refresh_token, its body and what a lost answer means")
    void refreshing() throws IOException {
        assertThat(read("{'providers':{'erp':{'grant':'refresh_token'," + URL
                        + ",'clientAuthentication':'post','body':'json','onLostResponse':'retryOnce'},"
                        + "'hr':{'grant':'refresh_token'," + URL + "}}}"))
                .containsExactly(
                        declared("erp", ClientAuthentication.POST, BodyFormat.JSON, OnLostResponse.RETRY_ONCE),
                        declared("hr", ClientAuthentication.BASIC, BodyFormat.FORM, OnLostResponse.STOP));
    }

    private static RefreshDeclaration declared(
            String id, ClientAuthentication authentication, BodyFormat body, OnLostResponse onLost) {
        return new RefreshDeclaration(
                new ProviderId(id),
                new ProviderUrls(URI.create("https://crm.example/token"), null),
                new RefreshDeclaration.Client(authentication, true),
                body,
                Duration.ofHours(1),
                onLost);
    }

    @ParameterizedTest(name = "PROVIDERS_FILE {0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`|is no JSON (line 1)",
                "``|has no object \"providers\"",
                "[]|has no object \"providers\"",
                "{'provider':{}}|has no object \"providers\"",
                "{'providers':[]}|has no object \"providers\"",
                "{'providers':{}} x|is no JSON (line 1)",
                "{'providers':{'crm':{},'crm':{}}}|is no JSON (line 1)",
                "{'providers':{'crm':7}}|crm: must be an object",
                "{'providers':{'genesys':{" + URL + "}}}|genesys: is a reserved name",
                "{'providers':{'cache':{" + URL
                        + "}}}|cache: is a reserved name: keys in Redis begin with it that are no provider's",
                "{'providers':{'auth':{" + URL
                        + "}}}|auth: is a reserved name: keys in Redis begin with it that are no provider's",
                "{'providers':{'A B':{" + URL
                        + "}}}|A B: type must be 1 to 64 characters of a-z 0-9 - and begin with a letter or digit"
            })
    void wrongFiles(String json, String sentence) {
        assertThatThrownBy(() -> read(json.replace("`", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest(name = "PROVIDERS_FILE {0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'scope':'x'|tokenUrl is missing",
                "'tokenUrl':7|tokenUrl must be a string",
                URL + ",'scopes':'x'|unknown member scopes",
                URL + ",'grant':'refresh_token','body':'xml'|body must be form or json",
                URL + ",'grant':'refresh_token','onLostResponse':'hope'|onLostResponse must be stop or retryOnce",
                URL + ",'onLostResponse':'stop'|unknown member onLostResponse",
                URL + ",'grant':'password'|grant must be client_credentials or refresh_token",
                URL + ",'clientAuthentication':'BASIC'|clientAuthentication must be basic or post",
                URL + ",'defaultLifetime':'soon'|defaultLifetime must be a duration such as 250ms, 5s, 10m or 6h",
                URL + ",'defaultLifetime':'0s'|defaultLifetime must be more than zero",
                URL + ",'defaultLifetime':3600|defaultLifetime must be a string",
                URL + ",'scope':['x']|scope must be a string",
                URL + ",'apiBaseUrl':'ftp://x'|apiBaseUrl must be https://host/… (http only on a loopback address)",
                URL + ",'apiBaseUrl':'https://x/y?z=1'|apiBaseUrl must end before the query"
            })
    void wrongMembers(String members, String sentence) {
        assertThatThrownBy(() -> read(one(members))).hasMessage("crm: " + sentence);
    }

    @Test
    @DisplayName("PROVIDERS_FILE everything that is wrong is named at once, in one member or in many")
    void allAtOnce() {
        assertThatThrownBy(() -> read("{'providers':{'genesys':{'tokenUrl':'x','grant':'y','more':1},'crm':{}}}"))
                .hasMessage("genesys: is a reserved name; genesys: grant must be client_credentials or refresh_token;"
                        + " genesys: unknown member more;"
                        + " genesys: tokenUrl must be https://host/… (http only on a loopback address);"
                        + " crm: tokenUrl is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crm.example/token",
                "http://127.0.0.1.evil.example/",
                "http://localhost.evil.example/",
                "http://0.0.0.0/",
                "http://2130706433/",
                "http://[::ffff:127.0.0.1]/",
                "ftp://crm.example/",
                "file:///etc/passwd",
                "https:///token",
                "https:token",
                "//crm.example/token",
                "/token",
                "",
                "https://user:c4nary@crm.example/",
                "https://user:c4nary@crm.example/bad path",
                "https://crm.example/#c4nary",
                "javascript:alert(1)"
            })
    @DisplayName("fault 85 a token URL that is not https, or http on a loopback address, is refused and not repeated")
    void refusedUrls(String url) {
        assertThatThrownBy(() -> read(one("'tokenUrl':'" + url + "'")))
                .hasMessage("crm: tokenUrl must be https://host/… (http only on a loopback address)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://crm.example/token?tenant=1",
                "http://localhost:8080/token",
                "http://127.0.0.1/",
                "http://127.9.9.9:1/",
                "http://[::1]:8080/token"
            })
    @DisplayName("http is accepted on a loopback address")
    void acceptedUrls(String url) throws IOException {
        assertThat(read(one("'tokenUrl':'" + url + "'")))
                .singleElement()
                .isInstanceOfSatisfying(
                        ProviderDeclaration.class,
                        declaration -> assertThat(declaration.urls().token()).isEqualTo(URI.create(url)));
    }

    @Test
    @DisplayName("fault 67 a depth of 100 000 is no JSON")
    void depth() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).hasMessage("is no JSON");
    }

    @Test
    @DisplayName("PROVIDERS_FILE a file that is not there cannot be read")
    void absent() {
        assertThatThrownBy(() -> ProvidersFile.read(directory.resolve("absent.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot be read");
    }
}
