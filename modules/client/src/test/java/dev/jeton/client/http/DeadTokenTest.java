package dev.jeton.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.client.http.DeadToken.Sign;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What says that a token is dead. */
final class DeadTokenTest {

    private record Head(int statusCode, HttpHeaders headers) implements ResponseInfo {
        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private static Head head(int status) {
        return new Head(status, HttpHeaders.of(Map.of("X-Reason", List.of("session")), (name, value) -> true));
    }

    private static boolean saysMeta(int status, String body) {
        return switch (DeadToken.META.inHead(head(status))) {
            case NONE -> false;
            case CERTAIN -> true;
            case IN_BODY -> DeadToken.META.inBody(head(status), body.getBytes(UTF_8));
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":190}}",
                "{\"error\":{\"message\":\"…\",\"error_data\":{\"code\":10},\"code\":0,\"error_subcode\":463}}",
                "{\"codes\":[1,{\"error\":2}],\"error\":{\"code\":190,",
            })
    @DisplayName("A-07 an error of the Graph API with code 0 or 190 is a dead token")
    void dead(String body) {
        assertThat(saysMeta(400, body)).isTrue();
        assertThat(saysMeta(403, body)).isFalse();
        assertThat(saysMeta(200, body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "190",
                "[{\"error\":{\"code\":190}}]",
                "{\"code\":190}",
                "{\"error\":190}",
                "{\"error\":{\"code\":\"190\"}}",
                "{\"error\":{\"code\":190.0}}",
                "{\"error\":{\"code\":99999999999999999999}}",
                "{\"error\":{\"code\":null}}",
                "{\"error\":{\"code\":10}}",
                "{\"error\":{\"code\":299}}",
                "{\"error\":{\"error\":{\"code\":190}}}",
                "{\"error\":{\"code\":10},\"error\":{\"code\":190}}",
                "<html>{\"error\":{\"code\":190}}</html>",
            })
    @DisplayName("A-07 whatever else is in a 400 is none")
    void alive(String body) {
        assertThat(saysMeta(400, body)).isFalse();
    }

    @Test
    @DisplayName("A-07 67 a body of great depth is none")
    void deep() {
        assertThat(saysMeta(400, "{\"data\":" + "[".repeat(100_000))).isFalse();
    }

    @Test
    @DisplayName("A-07 signs of one's own are joined, and each is asked about the bodies it wanted to see alone")
    void joined() {
        DeadToken own = DeadToken.UNAUTHORIZED
                .or(DeadToken.status(419))
                .or(DeadToken.body(
                        403,
                        (headers, beginning) -> headers.firstValue("X-Reason")
                                .filter("session"::equals)
                                .isPresent()))
                .or(DeadToken.body(409, (headers, beginning) -> new String(beginning, UTF_8).equals("dead")));

        assertThat(own.inHead(head(401))).isEqualTo(Sign.CERTAIN);
        assertThat(own.inHead(head(419))).isEqualTo(Sign.CERTAIN);
        assertThat(own.inHead(head(403))).isEqualTo(Sign.IN_BODY);
        assertThat(own.inHead(head(400))).isEqualTo(Sign.NONE);
        assertThat(own.inBody(head(403), new byte[0])).isTrue();
        assertThat(own.inBody(head(409), "dead".getBytes(UTF_8))).isTrue();
        assertThat(own.inBody(head(409), "alive".getBytes(UTF_8))).isFalse();
    }
}
