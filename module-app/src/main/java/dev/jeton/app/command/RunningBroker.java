package dev.jeton.app.command;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.ServiceFactory;
import dev.jeton.app.http.HttpServer;
import dev.jeton.app.observe.Lines;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.providers.rotation.Connections;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * A broker that listens. When the process is told to stop, it takes no more requests, finishes and keeps what is under
 * way, and ends with exit code 0.
 */
final class RunningBroker {

    /** A process manager that promised 30 s kills after them; what is not done by then would be lost either way. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(28);

    private final ServiceFactory factory;
    private final HttpServer server;
    private final Runnable afterwards;
    private volatile boolean serving;

    private RunningBroker(ServiceFactory factory, HttpServer server, Runnable afterwards) {
        this.factory = factory;
        this.server = server;
        this.afterwards = afterwards;
    }

    /**
     * Starts with these settings.
     *
     * @throws WrongSettings if a file that they name cannot be used
     * @throws IOException if the address cannot be listened on
     */
    static RunningBroker start(Settings settings) throws WrongSettings, IOException {
        return start(settings, () -> {});
    }

    /**
     * The same.
     *
     * @param afterwards is done when everything has been closed
     */
    static RunningBroker start(Settings settings, Runnable afterwards) throws WrongSettings, IOException {
        Logging.configure(settings.logLevel());
        ServiceFactory factory = new ServiceFactory(settings, TimeSource.system());
        try {
            HttpServer server = HttpServer.start(
                    settings.listening().host(),
                    settings.listening().port(),
                    factory.services().api());
            RunningBroker broker = new RunningBroker(factory, server, afterwards);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "jeton-stop"));
            return broker;
        } catch (IOException | RuntimeException e) {
            factory.close();
            throw e;
        }
    }

    Connections connections() {
        return factory.services().connections();
    }

    String url() {
        return server.url();
    }

    /** Returns only if interrupted: a process that is told to stop ends in {@link #stop}. */
    void untilStopped() throws InterruptedException {
        serving = true;
        new CountDownLatch(1).await();
    }

    private void stop() {
        Thread closing = Thread.ofPlatform().name("jeton-close").start(this::close);
        try {
            closing.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            // Nobody is left to interrupt.
        }
        if (serving) {
            // A JVM ended by a signal reports the signal; having done all that was asked is a success.
            Runtime.getRuntime().halt(0);
        }
    }

    private void close() {
        try (factory) {
            server.close();
        } catch (RuntimeException e) {
            // Requests that did not end in time; their exchanges still may, in the services.
            LoggerFactory.getLogger("jeton").warn("not all requests ended in time: {}", Lines.clean(e.toString()));
        } finally {
            afterwards.run();
        }
    }
}
