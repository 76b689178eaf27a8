package dev.jeton.app.command;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.ServiceFactory;
import dev.jeton.app.http.HttpServer;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * A broker that listens. When the process is told to stop, it takes no more requests, finishes and keeps what is under
 * way, and ends with exit code 0.
 */
final class RunningBroker {

    private final ServiceFactory factory;
    private final HttpServer server;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private RunningBroker(ServiceFactory factory, HttpServer server) {
        this.factory = factory;
        this.server = server;
    }

    /**
     * Starts with these settings.
     *
     * @throws WrongSettings if a file that they name cannot be used
     * @throws IOException if the address cannot be listened on
     */
    static RunningBroker start(Settings settings) throws WrongSettings, IOException {
        Logging.configure(settings.logLevel());
        ServiceFactory factory = new ServiceFactory(settings, TimeSource.system());
        try {
            HttpServer server = HttpServer.start(
                    settings.listening().host(),
                    settings.listening().port(),
                    factory.services().api());
            RunningBroker broker = new RunningBroker(factory, server);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "jeton-stop"));
            return broker;
        } catch (IOException | RuntimeException e) {
            factory.close();
            throw e;
        }
    }

    String url() {
        return server.url();
    }

    void untilStopped() throws InterruptedException {
        stopped.await();
    }

    private void stop() {
        server.close();
        factory.close();
        stopped.countDown();
        // A JVM ended by a signal reports the signal; having done all that was asked is a success.
        Runtime.getRuntime().halt(0);
    }
}
