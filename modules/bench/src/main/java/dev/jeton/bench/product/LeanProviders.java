package dev.jeton.bench.product;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * A Tenant Service, a Genesys login and an API that know every tenant there could be and remember none, so that a million of them cost
 * nothing but calls. The simulator is strict instead, and keeps account of each.
 */
public final class LeanProviders implements AutoCloseable {

    private static final byte[] CREDENTIALS =
            "{\"clientId\":\"client\",\"clientSecret\":\"secret\",\"region\":\"us-east-1\"}".getBytes(US_ASCII);

    public static final int SMALL = 200;
    public static final int LARGE = 32_000;

    /** About as long as those of Genesys. */
    private static final int TOKEN_LENGTH = 86;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder exchanges = new LongAdder();

    private LeanProviders(HttpServer server) {
        this.server = server;
    }

    public static LeanProviders start() throws IOException {
        // Or the second half of an answer waits for the acknowledgement of the first one, 40 ms of it.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        LeanProviders lean =
                new LeanProviders(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096));
        lean.server.createContext("/tenants/", answering(CREDENTIALS));
        lean.server.createContext("/login/oauth/token", lean::issue);
        for (int bytes : List.of(SMALL, LARGE)) {
            lean.server.createContext(
                    "/api/" + bytes, answering("x".repeat(bytes).getBytes(US_ASCII)));
        }
        lean.server.setExecutor(lean.threads);
        lean.server.start();
        return lean;
    }

    private void issue(HttpExchange exchange) throws IOException {
        exchanges.increment();
        String unique = exchanges.sum() + "-" + Long.toHexString(System.nanoTime());
        String token = unique + "x".repeat(TOKEN_LENGTH - unique.length());
        String body = "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":86399}";
        answering(body.getBytes(US_ASCII)).handle(exchange);
    }

    private static HttpHandler answering(byte[] body) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    /** What a product is told to ask these. */
    public Map<String, String> settings() {
        return Map.of(
                "TENANT_SERVICE_URL", url().toString(),
                "GENESYS_LOGIN_URL", url() + "/login",
                "GENESYS_API_URL", url() + "/api");
    }

    /** Below {@code /api/{bytes}} is an API that answers with so many, {@link #SMALL} or {@link #LARGE}, whoever asks. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public long exchanges() {
        return exchanges.sum();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
