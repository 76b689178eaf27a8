package dev.jeton.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.ServiceFactory;
import dev.jeton.app.settings.SettingsReader;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Simulator;
import dev.jeton.simulator.WhatsAppUser;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.http.HttpProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * A whole broker in this process, on a real socket, with simulated providers behind it. The tenant {@code acme} has
 * credentials of Genesys and a WhatsApp token without end.
 */
public final class LocalBroker implements AutoCloseable {

    public static final String SECRET = "c4nary-service-secret-0123456789";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator = Simulator.start();
    private final ServiceFactory factory;
    private final HttpServer server;
    private final HttpProbe probe;

    private LocalBroker(Map<String, String> settings) throws IOException, WrongSettings {
        simulator.genesys().register(GenesysClient.invented("acme", "us-east-1"));
        simulator.whatsApp().register(WhatsAppUser.permanent("acme", "100000000000001", "c4nary-system-user-token"));
        Map<String, String> environment = new HashMap<>(Map.of(
                "INTERNAL_SERVICE_SECRET", SECRET,
                "GENESYS_LOGIN_URL", simulator.genesysLoginUrl(),
                "GENESYS_API_URL", simulator.genesysApiUrl(),
                "WHATSAPP_GRAPH_URL", simulator.graphUrl(),
                "TENANT_SERVICE_URL", simulator.tenantServiceUrl()));
        environment.putAll(settings);
        this.factory = new ServiceFactory(SettingsReader.read(environment, null), TimeSource.system());
        this.server = HttpServer.start("127.0.0.1", 0, factory.services().api());
        this.probe = HttpProbe.at("127.0.0.1", port());
    }

    public static LocalBroker start() {
        return start(Map.of());
    }

    /** A broker whose settings differ from the usual ones by {@code settings}. */
    public static LocalBroker start(Map<String, String> settings) {
        try {
            return new LocalBroker(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (WrongSettings e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Simulator simulator() {
        return simulator;
    }

    public int port() {
        return URI.create(server.url()).getPort();
    }

    /** Without a caller credential. */
    public HttpProbe stranger() {
        return probe;
    }

    /** Asks for a token as a caller with the right credential. */
    public HttpAnswer token(String json, String... headers) {
        return probe.post("/api/v1/token", json, authorized(headers));
    }

    public HttpAnswer post(String path, String json, String... headers) {
        return probe.post(path, json, authorized(headers));
    }

    public HttpAnswer get(String path, String... headers) {
        return probe.get(path, authorized(headers));
    }

    public HttpAnswer send(String method, String path) {
        return probe.send(method, path, authorized());
    }

    static String[] authorized(String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = "Bearer " + SECRET;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }

    public static JsonNode json(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }

    @Override
    public void close() {
        server.close();
        factory.close();
        simulator.close();
    }
}
