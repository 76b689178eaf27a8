package dev.jeton.e2e;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.ServiceFactory;
import dev.jeton.app.http.HttpServer;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.SettingsReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The broker from the settings in its environment, as {@code jeton serve} runs it, which can be held at any step of a
 * refresh by a test in another process: see {@link Holds}.
 */
public final class HeldBroker {

    private HeldBroker() {}

    /** @param arguments the directory of the orders to hold */
    public static void main(String[] arguments) throws Exception {
        Settings settings = SettingsReader.read(System.getenv(), null);
        try (ServiceFactory factory =
                        new ServiceFactory(settings, TimeSource.system(), new HeldSteps(Path.of(arguments[0])));
                HttpServer server = HttpServer.start(
                        settings.listening().host(),
                        settings.listening().port(),
                        factory.services().api())) {
            System.out.println("jeton listens on " + server.url());
            new CountDownLatch(1).await();
        }
    }
}
