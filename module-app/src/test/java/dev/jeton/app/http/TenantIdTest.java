package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.http.HttpAnswer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantIdTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    static Stream<String> strange() {
        return Stream.of(
                "",
                " ",
                "a b",
                " acme",
                "acme ",
                "a:b",
                "*",
                "?[x]",
                "..%2f",
                "../etc",
                "a/b",
                ".acme",
                "-acme",
                "_a",
                "acme\0",
                "\0",
                "acme\r\nX-Evil: 1",
                "a\nb",
                "a\tb",
                "a".repeat(129),
                "a".repeat(10_240),
                "\u202eemca",
                "аcme",
                "acmé",
                "ａｃｍｅ",
                "\ud83d\ude80",
                "\ud800",
                "a\udfff",
                "{t}",
                "${jndi:ldap://x}",
                "a%00",
                "a'--",
                "a\"b",
                "a\\b",
                "\u2028",
                "\ufeffacme",
                "acme\u0300",
                "a,b",
                "a;b",
                "a@b",
                "a#b",
                "a+b",
                "a=b",
                "a|b");
    }

    @ParameterizedTest
    @MethodSource("strange")
    @DisplayName("81 a tenant id of another shape is refused, named and never repeated")
    void strangeIdsAreRefused(String tenant) {
        HttpAnswer answer = BROKER.token("{\"tenantId\":" + quoted(tenant) + ",\"type\":\"genesys\"}");

        assertProblem(answer, 400, "INVALID_REQUEST").naming("tenantId").notStored();
        if (tenant.length() > 5) {
            assertThat(answer.body()).doesNotContain(tenant);
        }
        assertThat(BROKER.simulator().ledger().count(Service.TENANT_SERVICE)).isZero();
    }

    private static String quoted(String text) {
        // Lone surrogates cannot be sent as they are; every other character is.
        StringBuilder escaped = new StringBuilder();
        for (char c : JsonNodeFactory.instance.textNode(text).toString().toCharArray()) {
            escaped.append(Character.isSurrogate(c) ? "\\u%04x".formatted((int) c) : c);
        }
        return escaped.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant-1", "0", "A.b_c-D", "a..b", "con", "null", "NaN", "a__proto__"})
    @DisplayName("81 every id of the right shape is a tenant, known or not")
    void shapelyIdsAreLookedUp(String tenant) {
        HttpAnswer answer = BROKER.token("{\"tenantId\":\"" + tenant + "\",\"type\":\"genesys\"}");

        assertProblem(answer, 404, "TENANT_NOT_FOUND");
        BROKER.simulator().ledger().clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128})
    @DisplayName("81 an id may have up to 128 characters")
    void longIdsAreLookedUp(int length) {
        HttpAnswer answer = BROKER.token("{\"tenantId\":\"" + "z".repeat(length) + "\",\"type\":\"genesys\"}");

        assertProblem(answer, 404, "TENANT_NOT_FOUND");
        BROKER.simulator().ledger().clear();
    }
}
