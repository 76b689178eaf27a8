package example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jeton.api.TokenKey;
import dev.jeton.client.BrokerException;
import dev.jeton.client.TokenClient;
import dev.jeton.client.http.AuthorizedHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Answers {@code GET /organizations/{tenant}} with what Genesys says of that tenant. */
public class Organizations {

    private static final String PATH = "/organizations/";

    private final URI api;
    private final TokenClient tokens;
    private final AuthorizedHttpClient genesys;

    /** @param settings BROKER_URL, BROKER_SECRET, GENESYS_API_URL and, where there is one, REDIS_URL */
    Organizations(Map<String, String> settings) {
        api = URI.create(settings.get("GENESYS_API_URL"));
        tokens = tokens(settings);
        genesys = client();
    }

    private static TokenClient tokens(Map<String, String> settings) {
        var tokens = TokenClient.of(URI.create(settings.get("BROKER_URL"))).secret(settings.get("BROKER_SECRET"));
        Optional.ofNullable(settings.get("REDIS_URL")).ifPresent(tokens::redis);
        return tokens.build();
    }

    private AuthorizedHttpClient client() {
        return AuthorizedHttpClient.with(tokens).mayCall(api.resolve("/")).build();
    }

    private HttpResponse<byte[]> organization(TokenKey key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(api + "/api/v2/organizations/me")).build();
        return genesys.send(request, BodyHandlers.ofByteArray(), key);
    }

    private void close() {
        tokens.close();
        genesys.close();
    }

    public static void main(String[] args) throws IOException {
        var service = new Organizations(System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, service::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @throws IllegalArgumentException if no tenant can have that name */
    private static TokenKey key(HttpExchange exchange) {
        return TokenKey.of("genesys", exchange.getRequestURI().getPath().substring(PATH.length()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            var response = organization(key(exchange));
            exchange.sendResponseHeaders(response.statusCode(), 0);
            exchange.getResponseBody().write(response.body());
        } catch (IllegalArgumentException e) {
            exchange.sendResponseHeaders(400, -1);
        } catch (BrokerException e) {
            System.out.println("no token: " + e.getMessage());
            exchange.sendResponseHeaders(502, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }
}
