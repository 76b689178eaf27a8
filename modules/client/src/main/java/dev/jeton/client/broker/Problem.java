package dev.jeton.client.broker;

import com.fasterxml.jackson.core.JsonParser;
import dev.jeton.client.BrokerException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** What the broker says where it gives no token: a problem document (RFC 9457), or whatever else came with the status. */
final class Problem {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final int LONGEST_DETAIL = 300;

    private final int status;
    private String code;
    private String detail = "";

    private Problem(int status) {
        this.status = status;
        this.code = BrokerException.codeOf(status);
    }

    static BrokerException in(HttpResponse<byte[]> response, Pauses pauses, String correlationId) {
        Problem problem = new Problem(response.statusCode());
        try {
            Json.read(response.body(), problem::member);
        } catch (IOException e) {
            // Not the broker's own; the status says enough.
            problem.detail = "";
        }
        var said = new BrokerException.Said(
                problem.detail, pauses.askedBy(response.headers()).orElse(null), correlationId);
        return BrokerException.refused(problem.code, problem.status, said);
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "code" -> code = CODE.matcher(Json.text(json)).matches() ? json.getText() : code;
            case "detail" -> detail = line(Json.text(json));
            default -> {
                // For people who read the whole document.
            }
        }
    }

    /** One event stays one line, and a short one. */
    private static String line(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > LONGEST_DETAIL ? clean.substring(0, LONGEST_DETAIL) : clean;
    }
}
