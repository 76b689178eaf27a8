package dev.jeton.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.Permissions;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.ApiTokenCheck;
import dev.jeton.app.caller.CallersFile;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.app.caller.Quota;
import dev.jeton.app.caller.Tokens;
import dev.jeton.testkit.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every route and every kind of caller, as {@code authorization-matrix.txt} has them. */
final class AuthorizationMatrixTest {

    private static final List<String> CALLERS =
            List.of("none", "wrong", "expired", "revoked", "tenant", "type", "missing", "right");

    private static final Tokens TOKENS = new Tokens();

    @AutoClose
    private static final GuardedApi API = new GuardedApi(new CallersFile(declared(), List.of(), Quota.NONE), TOKENS);

    /** One line of the table: what is asked, and what each of {@link #CALLERS} gets. */
    private record Row(String method, String path, String member, String action, List<String> cells) {
        static Row of(String line) {
            List<String> columns =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            String[] route = columns.getFirst().split(" +", -1);
            assertThat(columns).as(line).hasSize(CALLERS.size() + 2);
            return new Row(
                    route[0],
                    route[1],
                    route.length > 2 ? route[2] : "",
                    columns.get(1),
                    columns.subList(2, columns.size()));
        }

        /** How a method and a path are declared; a slash at the end is another spelling. */
        String declared() {
            return method + " " + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        }
    }

    private static List<Row> rows() throws IOException {
        try (InputStream table = AuthorizationMatrixTest.class.getResourceAsStream("authorization-matrix.txt")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        }
    }

    /** What a caller may do who is to be turned away for one reason alone. */
    private static Permissions permissions(Action action, String caller) {
        String needed = action == Action.TOKEN_REFRESH ? "token:read token:refresh" : action.word();
        String all = Stream.of(Action.values())
                .filter(other -> other != action && other != Action.ADMIN)
                .map(Action::word)
                .collect(Collectors.joining(" "));
        if (action == Action.ADMIN && caller.equals("right")) {
            return Tokens.permissions(needed, "*", "*");
        }
        return Tokens.permissions(
                caller.equals("missing") ? all : needed,
                caller.equals("type") ? "whatsapp" : "qontak",
                caller.equals("tenant") ? "globex acm acme-2" : "acme");
    }

    private static String name(Action action, String caller) {
        return action.name() + "-" + caller;
    }

    private static List<CallersFile.Declared> declared() {
        List<CallersFile.Declared> declared = new ArrayList<>();
        for (Action action : Action.values()) {
            for (String caller : CALLERS) {
                declared.add(Tokens.declared(name(action, caller), permissions(action, caller), Quota.NONE));
            }
        }
        return declared;
    }

    /** What {@code caller} presents, as an API token; null = nothing. */
    private static @Nullable String apiToken(Action action, String caller) {
        Permissions permissions = permissions(action, caller);
        Instant past = Instant.now().minusSeconds(1);
        return switch (caller) {
            case "none" -> null;
            case "wrong" -> ApiTokenCheck.PREFIX + "nobody";
            case "expired" -> TOKENS.apiToken(name(action, caller), permissions, new Life(Instant.EPOCH, past, null));
            case "revoked" -> TOKENS.apiToken(name(action, caller), permissions, new Life(Instant.EPOCH, null, past));
            default -> TOKENS.apiToken(name(action, caller), permissions);
        };
    }

    /** The same as a JWT; one whose key was revoked is not good any more, and one of nobody is. */
    private static @Nullable String jwt(Action action, String caller) {
        Map<String, Object> claims = Map.of("sub", name(action, caller));
        return switch (caller) {
            case "none" -> null;
            case "wrong" -> TOKENS.jwt(JwtCheck.OURSELVES, Map.of("sub", "nobody"), null);
            case "expired" ->
                TOKENS.jwt(JwtCheck.OURSELVES, claims, Instant.now().minusSeconds(1));
            case "revoked" -> "e30." + name(action, caller) + ".x";
            default -> TOKENS.jwt(JwtCheck.OURSELVES, claims, null);
        };
    }

    private static HttpAnswer ask(Row row, String method, @Nullable String credential) {
        API.restore();
        List<String> headers = new ArrayList<>(List.of("X-Tenant-ID", "acme", "X-Credential-Type", "qontak"));
        if (credential != null) {
            headers.addAll(List.of("Authorization", "Bearer " + credential));
        }
        String path = row.path
                .replace("{type}", "qontak")
                .replace("{tenantId}", "acme")
                .replace("{userId}", "alice")
                .replace("{path}", "api/v2/users/me")
                .replace("{id}", "00000000-0000-4000-8000-000000000000");
        String[] all = headers.toArray(String[]::new);
        try {
            return send(row, method, path, all);
        } catch (UncheckedIOException e) {
            // Whom it refuses the server does not read to the end, and then it closes the connection, on which this one
            // went out.
            return send(row, method, path, all);
        }
    }

    private static HttpAnswer send(Row row, String method, String path, String... all) {
        return switch (method) {
            case "POST" -> API.probe().post(path, body(row), all);
            case "PUT" -> API.probe().put(path, "{\"refreshToken\":\"c4nary-new\",\"replace\":true}", all);
            default -> API.probe().send(method, path, all);
        };
    }

    private static String body(Row row) {
        String value = row.member.equals("rejectedFingerprint") ? "\"0123456789abcdef\"" : "true";
        String member = row.member.isEmpty() ? "" : ",\"" + row.member + "\":" + value;
        return "{\"tenantId\":\"acme\",\"type\":\"qontak\"" + member + "}";
    }

    private static boolean isAsWritten(HttpAnswer answer, String cell) {
        boolean shown = answer.body().contains("acme");
        return answer.status() == Integer.parseInt(cell.substring(0, 3))
                && !(cell.endsWith("+") && !shown)
                && !(cell.endsWith("-") && shown);
    }

    @Test
    @DisplayName("83 105 every route answers every kind of caller as the table has it, by API token and by JWT")
    void everyCellIsAsWritten() throws IOException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Row row : rows()) {
            Action action = Stream.of(Action.values())
                    .filter(each -> each.word().equals(row.action))
                    .findFirst()
                    .orElse(Action.TOKEN_READ);
            for (int i = 0; i < CALLERS.size(); i++) {
                String caller = CALLERS.get(i);
                for (String credential : Arrays.asList(apiToken(action, caller), jwt(action, caller))) {
                    HttpAnswer answer = ask(row, row.method, credential);
                    checked++;
                    if (!isAsWritten(answer, row.cells.get(i))) {
                        wrong.add(row.declared() + " " + caller + ": " + answer.text());
                    }
                    if (row.method.equals("GET") && ask(row, "HEAD", credential).status() != answer.status()) {
                        wrong.add("HEAD " + row.path + " " + caller);
                    }
                }
            }
        }
        System.out.printf("%d checked, %d violated%n", checked, wrong.size());
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("every route that there is stands in the table with its action, and is no other way open")
    void everyRouteIsWritten() throws IOException {
        Set<String> written = rows().stream()
                .filter(row -> !row.action.equals("-") && row.member.isEmpty())
                .map(row -> row.declared() + " " + row.action)
                .collect(Collectors.toSet());

        assertThat(API.routes().stream()
                        .filter(route -> !route.method().equals("HEAD"))
                        .map(route -> route.method() + " " + route.path() + " "
                                + (route.actionOrNull() == null
                                        ? "open"
                                        : route.actionOrNull().word())))
                .containsExactlyInAnyOrderElementsOf(written);
        assertThat(API.routes().stream().filter(route -> route.path().matches("/(api|auth).*")))
                .hasSizeGreaterThan(10)
                .allMatch(route -> route.actionOrNull() != null);
    }
}
