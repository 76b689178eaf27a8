package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.app.http.proxy.ProxyTarget;
import dev.jeton.testkit.http.HttpAnswer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be called through the proxy, and what cannot. */
final class ProxyPathTest {

    private static final String AREA = "/api/v1/proxy/genesys/acme/";

    private static final List<String> REFUSED = List.of(
            "..",
            ".",
            "../",
            "a/..",
            "a/../b",
            "a/./b",
            "../../etc/passwd",
            "a/b/../../../c",
            "%2e%2e",
            "%2E%2E",
            ".%2e",
            "%2e.",
            "%2e",
            "a/%2e%2e/b",
            "a/%2e%2e%2fb",
            "a%2f..%2fb",
            "a%2fb",
            "a%2Fb",
            "%252e%252e/b",
            "%252e%252e%252fb",
            "%25252e%25252e",
            "a%252fb",
            "a%25b",
            "%25",
            "..\\b",
            "a\\..\\b",
            "a\\b",
            "%5c..%5c",
            "..%3f/b",
            "a/..%23",
            "..%e2%80%8b/b",
            "..%c2%ad",
            "..%ef%bb%bf/b",
            ";/b",
            "%20/b",
            "a%e2%88%95b",
            "a%e2%81%84b",
            "a%e2%88%96b",
            "a%5cb",
            "a%5Cb",
            "..%5c",
            "..%255c",
            "..;/b",
            "..;a=b/c",
            "..;",
            ".;/b",
            "%2e%2e;/b",
            "..%3b/b",
            "..%00/b",
            "a%00",
            "%00",
            "a%00/../b",
            "a%0d%0aX-Evil:%201",
            "%0d%0a",
            "%0a",
            "a%7f",
            "%01",
            "%c2%85",
            "..%20/b",
            "..%09/b",
            "%20../b",
            ".. /b",
            "..%c2%a0/b",
            "%c0%ae%c0%ae/b",
            "%c0%af",
            "%e0%80%ae/b",
            "%ff",
            "%c3",
            "%ed%a0%80",
            "%ef%bc%8e%ef%bc%8e/b",
            "a%ef%bc%8fb",
            "%e2%80%a5/b",
            "a%ef%bc%bcb",
            "a%ef%bc%85b",
            "//evil.example/",
            "/evil.example",
            "a//b",
            "/",
            "%u002e%u002e/b",
            "%",
            "%2",
            "%zz",
            "a%",
            "a%2",
            "a\"b",
            "a<b",
            "a{b}",
            "a|b",
            "a^b",
            "a`b",
            "a b",
            "\u00e9",
            "a\tb");

    @AutoClose
    private static final WireApi API = WireApi.answering(200, "yes");

    /** What must not be reached: all that is beside the base. */
    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start(Map.of("GENESYS_API_URL", API.url() + "/base/"));

    private static HttpAnswer raw(String target, String... headers) {
        StringBuilder request =
                new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: jeton\r\nConnection: close\r\n");
        request.append("Authorization: Bearer ").append(LocalBroker.SECRET).append("\r\n");
        List.of(headers).forEach(header -> request.append(header).append("\r\n"));
        return new RawHttp(BROKER.port()).send(request + "\r\n");
    }

    static List<String> refusedPaths() {
        return REFUSED;
    }

    @ParameterizedTest
    @MethodSource("refusedPaths")
    @DisplayName("85 86 a path that could lead elsewhere is refused by our own rules")
    void refusedByOurRules(String path) {
        ProxyTarget target = new ProxyTarget("genesys", "acme", path);

        assertThatThrownBy(() -> target.below(URI.create("https://api.example/base"), null))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith("path: ");
    }

    @ParameterizedTest
    @MethodSource("refusedPaths")
    @DisplayName("85 86 a path that could lead elsewhere is refused in every spelling, and nothing is asked")
    void refused(String path) {
        int before = API.asked().size();

        HttpAnswer answer = raw(AREA + path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_REQUEST");
        assertThat(API.asked()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "users/me /base/users/me",
                "api/v2/users/a@b.example /base/api/v2/users/a@b.example",
                "@evil.example /base/@evil.example",
                "evil.example:80 /base/evil.example:80",
                "a%20b/%C3%A9 /base/a%20b/%C3%A9",
                "a... /base/a...",
                ".well-known/x /base/.well-known/x",
                "a;v=1/b /base/a;v=1/b",
                "a/ /base/a/",
                "a?b=c&d=../..&e=%2e%2e%2f /base/a?b=c&d=../..&e=%2e%2e%2f",
                "a?b={c}|d&e=%zz&f=100% /base/a?b=%7Bc%7D%7Cd&e=%25zz&f=100%25",
                "a?url=//evil.example /base/a?url=//evil.example"
            })
    @DisplayName("whatever else a path holds goes through as it was sent, below the base")
    void passed(String path, String target) {
        HttpAnswer answer = raw(AREA + path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(API.asked().getLast().target()).isEqualTo(target);
    }

    @Test
    @DisplayName("an absolute target, other hosts in headers and a forwarded host change nothing about who is asked")
    void absoluteForm() {
        assertThat(raw("http://evil.example" + AREA + "users/me").status()).isEqualTo(400);
        HttpAnswer answer = raw(
                "http://jeton" + AREA + "users/me",
                "X-Forwarded-Host: evil.example",
                "Forwarded: host=evil.example",
                "X-Original-URL: /evil");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(API.asked().getLast().target()).isEqualTo("/base/users/me");
        assertThat(API.asked().getLast().header("host")).hasValue(API.url().substring("http://".length()));
        assertThat(API.asked().getLast().header("forwarded")).isEmpty();
        assertThat(API.asked().getLast().header("x-forwarded-host")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/proxy/genesys/..%2facme/x",
                "/api/v1/proxy/genesys/%61cme/x",
                "/api/v1/proxy/genesys/acme%00/x",
                "/api/v1/proxy/genesys//x",
                "/api/v1/proxy//acme/x",
                "/api/v1/proxy/nobody/acme/x",
                "/api/v1/proxy/GENESYS/acme/x",
                "/api/v1/proxy/whatsapp%2f..%2fgenesys/acme/x",
                "/api/v1/proxy/__proto__/acme/x"
            })
    @DisplayName("84 a type or tenant that is none is refused as such")
    void strangeNames(String target) {
        int before = API.asked().size();

        assertThat(raw(target).status()).isIn(400, 404);
        assertThat(API.asked()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/proxy", "/api/v1/proxy/", "/api/v1/proxy/genesys", "/api/v1/proxy/genesys/acme"})
    @DisplayName("without a path there is no such route")
    void noPath(String target) {
        assertProblem(BROKER.get(target), 404, "NOT_FOUND");
    }

    @Test
    @DisplayName("who may not ask is told so whatever the path")
    void strangers() throws IOException {
        int before = API.asked().size();

        assertProblem(BROKER.stranger().get(AREA + "users/me"), 401, "UNAUTHENTICATED");
        assertProblem(BROKER.stranger().get(AREA + "../x"), 401, "UNAUTHENTICATED");
        assertThat(API.asked()).hasSize(before);
    }
}
