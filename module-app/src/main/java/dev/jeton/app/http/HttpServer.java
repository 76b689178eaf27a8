package dev.jeton.app.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The listening socket: Javalin on virtual threads. */
public final class HttpServer implements AutoCloseable {

    private static final Duration FINISHING = Duration.ofSeconds(15);
    private static final int LONGEST_HEADERS = 16 * 1024;

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
        Javalin javalin = Javalin.create(config -> configure(config, api));
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            throw new IOException("cannot listen on " + host + ":" + port, e);
        }
        return new HttpServer(javalin, api, host);
    }

    private static void configure(JavalinConfig config, HttpApi api) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyServer(HttpServer::configure);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
            http.setRequestHeaderSize(LONGEST_HEADERS);
        });
        api.configure(config);
    }

    private static void configure(Server server) {
        server.setErrorHandler(new ServerErrors());
        server.setStopTimeout(FINISHING.toMillis());
        server.insertHandler(new GracefulHandler());
    }

    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + javalin.port();
    }

    /** Takes no more requests, and waits for those under way. */
    @Override
    public void close() {
        api.stopping();
        javalin.stop();
    }
}
