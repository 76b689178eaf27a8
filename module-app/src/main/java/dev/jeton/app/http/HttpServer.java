package dev.jeton.app.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/** The listening socket: Javalin on virtual threads. */
public final class HttpServer implements AutoCloseable {

    private static final Duration FINISHING = Duration.ofSeconds(25);
    private static final int COPY_BUFFER = 2 * 1024;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int WAITING_CONNECTIONS = 1024;

    private final Javalin javalin;
    private final HttpApi api;
    private final String host;

    private HttpServer(Javalin javalin, HttpApi api, String host) {
        this.javalin = javalin;
        this.api = api;
        this.host = host;
    }

    /**
     * Listens.
     *
     * @throws IOException if it cannot; the message names the address
     */
    public static HttpServer start(String host, int port, HttpApi api) throws IOException {
        Javalin javalin = Javalin.create(config -> {
            configure(config, api);
            config.jetty.addConnector((server, http) -> connector(server, http, host, port));
        });
        try {
            javalin.start();
        } catch (JavalinException e) {
            throw new IOException("cannot listen on " + host + ":" + port + reason(e), e);
        }
        return new HttpServer(javalin, api, host);
    }

    private static void configure(JavalinConfig config, HttpApi api) {
        config.jetty.threadPool = threads();
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        // Made anew for every answer, 32 KiB by default; ours are a few hundred bytes.
        config.http.responseBufferSize = COPY_BUFFER;
        config.jetty.modifyServer(server -> configure(server, api));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
            http.setRequestHeaderSize(LONGEST_HEADERS);
            // Off: it takes a value for the one it has seen on this connection if they differ in case only, so a
            // credential in the wrong case would pass for the right one.
            http.setHeaderCacheSize(0);
        });
        api.configure(config);
    }

    private static void configure(Server server, HttpApi api) {
        api.configure(server);
        server.setStopTimeout(FINISHING.toMillis());
        // Last, so that it is the first to see a request, and waits for all of them.
        server.insertHandler(new GracefulHandler());
    }

    /** A virtual thread for every request. Javalin's own pool makes each by reflection, so that it still runs on a JDK 17. */
    private static ThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("jeton-http");
        // Who accepts and who selects; what else would wait there costs an idle process memory.
        threads.setMinThreads(2);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("jeton-http-", 0).factory()));
        return threads;
    }

    private static Connector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        // More than the default of 50: of a herd of callers that connect at once, each one that the kernel turns away
        // waits a whole second before it tries again.
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        return connector;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return ": "
                + (root instanceof UnresolvedAddressException
                        ? "no address can be found for this name"
                        : Objects.requireNonNullElse(
                                root.getMessage(), root.getClass().getSimpleName()));
    }

    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + javalin.port();
    }

    /** Takes no more requests, and waits for those under way. */
    @Override
    public void close() {
        try {
            api.stopping();
            javalin.stop();
        } finally {
            api.stopped();
        }
    }
}
