package dev.jeton.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The broker's neighbours on one local port.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.start()) {
 *     simulator.genesys().register(GenesysClient.invented("acme", "us-east-1"));
 *     simulator.faults().setForNext(2, Service.GENESYS, "acme", Fault.serverError(503));
 *     …
 *     simulator.ledger().awaitCount(Service.GENESYS, "acme", 3, Duration.ofSeconds(5));
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {

    /** Stands in every token and secret that is invented here; found anywhere else, it is a leak. */
    public static final String CANARY = "c4nary";

    // More than the default of 50: a herd of callers that connect at once must not be refused by the kernel.
    private static final int BACKLOG = 4096;

    private final InstantSource clock;
    private final Closing closing = new Closing();
    private final Faults faults = new Faults();
    private final Ledger ledger;
    private final Tokens tokens;
    private final TenantService tenantService = new TenantService();
    private final Genesys genesys = new Genesys(tenantService);
    private final WhatsApp whatsApp = new WhatsApp(tenantService);
    private final OAuthServers oauth;
    private final Qontak qontak;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private Simulator(HttpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.tokens = new Tokens(clock);
        this.oauth = new OAuthServers(tenantService, () -> new Grants(clock, tokens));
        this.qontak = new Qontak(tenantService, new Grants(clock, tokens));
    }

    /** A simulator on a free port. */
    public static Simulator start() {
        return start(0);
    }

    /** A simulator on this port; 0 = a free one. */
    public static Simulator start(int port) {
        return start(port, InstantSource.system());
    }

    /** A simulator whose tokens age by {@code clock}; pauses are real ones all the same. */
    public static Simulator start(int port, InstantSource clock) {
        try {
            // getLoopbackAddress() may be ::1, and the addresses given out are 127.0.0.1.
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
            Simulator simulator = new Simulator(server, clock);
            simulator.open();
            return simulator;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** For GENESYS_LOGIN_URL: one login for every region. */
    public String genesysLoginUrl() {
        return url() + "/genesys";
    }

    /** The login of one region, by any of its names; clients of the others are unknown there. */
    public String genesysLoginUrl(String region) {
        return genesysLoginUrl() + "/" + GenesysRegion.of(region).domain();
    }

    /** In place of {@code https://api.{domain}}. */
    public String genesysApiUrl() {
        return url() + "/genesys-api";
    }

    /** For WHATSAPP_GRAPH_URL. */
    public String graphUrl() {
        return url() + "/graph";
    }

    /** For TENANT_SERVICE_URL. */
    public String tenantServiceUrl() {
        return url() + "/tenant-service";
    }

    /** The {@code tokenUrl} of the declared provider {@code name}. */
    public String oauthTokenUrl(String name) {
        return url() + "/oauth/" + name + "/token";
    }

    /** In place of the API of the declared provider {@code name}; any path below it. */
    public String oauthApiUrl(String name) {
        return url() + "/oauth-api/" + name;
    }

    /** For QONTAK_TOKEN_URL. */
    public String qontakTokenUrl() {
        return url() + "/qontak/oauth/token";
    }

    /** In place of Qontak's API; any path below it. */
    public String qontakApiUrl() {
        return url() + "/qontak-api";
    }

    public Genesys genesys() {
        return genesys;
    }

    public WhatsApp whatsApp() {
        return whatsApp;
    }

    public TenantService tenantService() {
        return tenantService;
    }

    public OAuthServers oauth() {
        return oauth;
    }

    public Qontak qontak() {
        return qontak;
    }

    public Faults faults() {
        return faults;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Tokens tokens() {
        return tokens;
    }

    /** What the simulator takes for now. */
    public InstantSource clock() {
        return clock;
    }

    /** Kills a token before its time. */
    public void revoke(String token) {
        tokens.revoke(token);
    }

    /** Ends at once, hung requests and slow answers included. */
    @Override
    public void close() {
        closing.begin();
        server.stop(0);
        threads.shutdownNow();
    }

    private void open() {
        Map<String, Backend> backends = Map.of(
                "genesys", new GenesysLogin(genesys, tokens),
                "genesys-api", new GenesysApi(tokens),
                "graph", new Graph(whatsApp, tokens, clock),
                "tenant-service", new TenantRoute(tenantService),
                "oauth", new OAuthToken(oauth, tokens),
                "oauth-api", new TokenApi(Service.OAUTH_API, Service.OAUTH, tokens),
                "qontak", new QontakToken(qontak, tokens, clock),
                "qontak-api", new TokenApi(Service.QONTAK_API, Service.QONTAK, tokens));
        Admin admin = new Admin(ledger, faults, new GrantDesk(qontak, oauth));
        Front.Stage stage = new Front.Stage(clock, closing);
        server.createContext("/", new Front(backends, admin, faults, ledger, stage));
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public String toString() {
        return "Simulator[" + url() + "]";
    }
}
