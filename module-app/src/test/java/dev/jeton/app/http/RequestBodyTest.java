package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.jeton.testkit.http.HttpAnswer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestBodyTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    private static final String GOOD = "\"tenantId\":\"acme\",\"type\":\"whatsapp\"";

    private static HttpAnswer post(byte[] body) {
        return new RawHttp(BROKER.port()).postToken("application/json", body);
    }

    private static String nested(int depth) {
        return "{" + GOOD + ",\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                argumentSet("empty", "", "body"),
                argumentSet("no JSON", "tenantId=acme&type=genesys", "body"),
                argumentSet("an array", "[{" + GOOD + "}]", "body"),
                argumentSet("a string", "\"acme\"", "body"),
                argumentSet("null", "null", "body"),
                argumentSet("cut off", "{" + GOOD, "body"),
                argumentSet("cut off within a member", "{" + GOOD + ",\"x\":{\"y\":[1", "body"),
                argumentSet("a duplicate key", "{" + GOOD + ",\"tenantId\":\"globex\"}", "body"),
                argumentSet("the same key twice", "{" + GOOD + ",\"type\":\"whatsapp\"}", "body"),
                argumentSet("a duplicate key further down", "{" + GOOD + ",\"x\":{\"a\":1,\"a\":2}}", "body"),
                argumentSet("a duplicate key in disguise", "{" + GOOD + ",\"tenant\\u0049d\":\"globex\"}", "body"),
                argumentSet("depth 33", nested(33), "body"),
                argumentSet("depth 30 000", nested(30_000), "body"),
                argumentSet("trailing garbage", "{" + GOOD + "} x", "body"),
                argumentSet("a second object", "{" + GOOD + "}{" + GOOD + "}", "body"),
                argumentSet("a comment", "{" + GOOD + "/* */}", "body"),
                argumentSet("single quotes", "{'tenantId':'acme'}", "body"),
                argumentSet("NaN", "{" + GOOD + ",\"minTtlSeconds\":NaN}", "body"),
                argumentSet("a control character", "{" + GOOD + ",\"x\":\"\0\"}", "body"),
                argumentSet("an empty object", "{}", "tenantId"),
                argumentSet("a number as tenantId", "{\"tenantId\":1,\"type\":\"genesys\"}", "tenantId"),
                argumentSet("null as tenantId", "{\"tenantId\":null,\"type\":\"genesys\"}", "tenantId"),
                argumentSet("an object as tenantId", "{\"tenantId\":{\"$ne\":1},\"type\":\"genesys\"}", "tenantId"),
                argumentSet("an array as type", "{\"tenantId\":\"acme\",\"type\":[\"genesys\"]}", "type"),
                argumentSet("no type", "{\"tenantId\":\"acme\"}", "type"),
                argumentSet("null as type", "{\"tenantId\":\"acme\",\"type\":null}", "type"),
                argumentSet("a string as forceRefresh", "{" + GOOD + ",\"forceRefresh\":\"true\"}", "forceRefresh"),
                argumentSet("a number as forceRefresh", "{" + GOOD + ",\"forceRefresh\":1}", "forceRefresh"),
                argumentSet("a number as correlationId", "{" + GOOD + ",\"correlationId\":7}", "correlationId"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    @DisplayName("88 a wrong body is refused with the member that is wrong")
    void wrongBodiesAreRefused(String body, String member) {
        assertProblem(post(body.getBytes(UTF_8)), 400, "INVALID_REQUEST")
                .naming(member)
                .notStored();
    }

    static Stream<Arguments> undecodable() {
        String name = "{" + GOOD + ",\"x\":\"%s\"}";
        return Stream.of(
                argumentSet("a lone byte", name.formatted("\u00ff").getBytes(ISO_8859_1)),
                argumentSet("an overlong letter", name.formatted("\u00c1\u00a1").getBytes(ISO_8859_1)),
                argumentSet("a surrogate", name.formatted("\u00ed\u00a0\u0080").getBytes(ISO_8859_1)),
                argumentSet(
                        "cut off in a character", name.formatted("\u00e2\u0082").getBytes(ISO_8859_1)),
                argumentSet("UTF-16", name.formatted("x").getBytes(UTF_16)));
    }

    @ParameterizedTest
    @MethodSource("undecodable")
    @DisplayName("88 a body that is no UTF-8 is refused")
    void onlyUtf8IsRead(byte[] body) {
        assertProblem(post(body), 400, "INVALID_REQUEST").naming("body");
    }

    static Stream<Arguments> right() {
        return Stream.of(
                argumentSet("plain", "{" + GOOD + "}"),
                argumentSet("with a byte order mark", "\ufeff{" + GOOD + "}"),
                argumentSet("with white space around", " \r\n\t{" + GOOD + "}\n "),
                argumentSet("with unknown members", "{" + GOOD + ",\"x\":{\"y\":[1,\"z\"]},\"n\":1.5,\"tenant\":null}"),
                argumentSet("with null members", "{" + GOOD + ",\"forceRefresh\":null,\"minTtlSeconds\":null}"),
                argumentSet("with escapes", "{\"tenant\\u0049d\":\"\\u0061cme\",\"type\":\"whatsapp\"}"),
                argumentSet("32 deep", nested(32)),
                argumentSet("64 KiB long", "{" + GOOD + "}" + " ".repeat(64 * 1024 - 2 - GOOD.length())));
    }

    @ParameterizedTest
    @MethodSource("right")
    @DisplayName("88 what is merely unusual is understood")
    void unusualBodiesAreUnderstood(String body) {
        assertThat(post(body.getBytes(UTF_8)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", "*/*", ""})
    @DisplayName("88 another content type than JSON is 415")
    void otherContentTypesAreRefused(String type) {
        HttpAnswer answer = new RawHttp(BROKER.port()).postToken(type, ("{" + GOOD + "}").getBytes(UTF_8));

        assertProblem(answer, 415, "INVALID_REQUEST").naming("Content-Type").notStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
    @DisplayName("88 JSON is recognised however it is spelled")
    void spellingsOfJsonAreAccepted(String type) {
        HttpAnswer answer = new RawHttp(BROKER.port()).postToken(type, ("{" + GOOD + "}").getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(200);
    }
}
