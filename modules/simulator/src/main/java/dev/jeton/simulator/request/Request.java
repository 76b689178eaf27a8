package dev.jeton.simulator.request;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** One request, its body already read, so that a fault can end the exchange at any moment after. */
public final class Request {

    /** Larger bodies are not read to their end; nobody who asks for a token needs more. */
    public static final int MAX_BODY = 64 * 1024;

    private final String method;
    private final String path;
    private final String query;
    private final Headers headers;
    private final byte[] body;

    private Request(HttpExchange exchange, byte[] body) {
        this.method = exchange.getRequestMethod();
        this.path = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
        this.query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        this.headers = exchange.getRequestHeaders();
        this.body = body;
    }

    public static Request read(HttpExchange exchange) throws IOException {
        return new Request(exchange, exchange.getRequestBody().readNBytes(MAX_BODY + 1));
    }

    public String method() {
        return method;
    }

    /** The path as it was sent, percent-encoding and all, without the query string: secrets travel there. */
    public String path() {
        return path;
    }

    /** The segments of the path, each decoded on its own, so that an encoded slash stays inside its segment. */
    public List<String> segments() {
        return Arrays.stream(path.substring(Math.min(1, path.length())).split("/", -1))
                .map(PercentText::segment)
                .toList();
    }

    /** Whether there is anything behind a question mark. */
    public boolean hasQuery() {
        return !query.isEmpty();
    }

    /** What is behind the question mark, as it was sent. */
    public String rawQuery() {
        return query;
    }

    public Form query() {
        return Form.parse(query);
    }

    /**
     * The header's only value.
     *
     * @throws Malformed if it was sent twice: which one counts is what request smuggling lives on
     */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Malformed("header " + name + " is repeated");
        }
        return values.stream().findFirst();
    }

    /** The header's first value, for those who only want to write it down. */
    public Optional<String> first(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** What follows {@code Bearer} in the Authorization header. */
    public Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /** Whether the Content-Type is {@code type}, whatever its parameters. */
    public boolean hasContentType(String type) {
        return header("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type::equals)
                .isPresent();
    }

    public boolean isTooLarge() {
        return body.length > MAX_BODY;
    }

    /** The body as text. */
    public String text() {
        return PercentText.utf8(body);
    }
}
