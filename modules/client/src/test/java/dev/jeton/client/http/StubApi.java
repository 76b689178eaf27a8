package dev.jeton.client.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An API that answers as it is told and remembers what it was sent. */
final class StubApi implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<HttpHandler> next = new ConcurrentLinkedQueue<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile HttpHandler otherwise = answer(200, "fine");

    /**
     * One request that came in.
     *
     * @param body one character a byte
     */
    record Seen(String method, String authorization, String body) {}

    StubApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        seen.add(new Seen(exchange.getRequestMethod(), authorization, body));
        HttpHandler now = next.poll();
        (now == null ? otherwise : now).handle(exchange);
    }

    /** The next requests are answered so, each by one. */
    void next(HttpHandler... answers) {
        next.addAll(List.of(answers));
    }

    /** Those after them are answered so. */
    void otherwise(HttpHandler answer) {
        otherwise = answer;
    }

    /** Forgets what it was told and sent. */
    void forget() {
        next.clear();
        seen.clear();
        otherwise = answer(200, "fine");
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    URI url() {
        return url("/v1/things");
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    static HttpHandler answer(int status, String body) {
        return answer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpHandler answer(int status, byte[] body) {
        return exchange -> {
            boolean silent = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
            exchange.sendResponseHeaders(status, silent ? -1 : body.length);
            if (!silent) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        };
    }

    /** The body in pieces, whose number nobody is told. */
    static HttpHandler chunked(int status, byte[] body, int piece) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            for (int at = 0; at < body.length; at += piece) {
                exchange.getResponseBody().write(body, at, Math.min(piece, body.length - at));
            }
            exchange.close();
        };
    }

    /** The connection is closed instead. */
    static HttpHandler hangUp() {
        return exchange -> {
            throw new IOException("the API hangs up");
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
