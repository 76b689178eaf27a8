package dev.jeton.app.command;

import dev.jeton.app.settings.Settings.Listening;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code jeton health}: whether the broker of these settings on this machine is ready, by its exit code. For whoever watches a
 * container that holds no shell and no curl.
 */
@Command(
        name = "health",
        description = "Asks the broker of the settings, on this machine, whether it is ready.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, "Exit codes: 0 it is ready, 1 it is not, 2 wrong usage."})
final class HealthCommand implements Callable<Integer> {

    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    @Mixin
    private final SettingsOption option = new SettingsOption();

    HealthCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        Listening listening = option.readAddress(System.getenv());
        if (listening.port() == 0) {
            throw new IOException("PORT is 0: nobody knows where the broker listens");
        }
        URL ready = ready(listening);
        int status = status(ready);
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException(ready + " answers " + status);
        }
        System.out.println("ready");
        return 0;
    }

    static URL ready(Listening listening) throws IOException {
        InetAddress address = InetAddress.getByName(listening.host());
        // Who listens on all addresses listens on the loopback address.
        String host =
                address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress().getHostAddress() : listening.host();
        try {
            return new URI("http", null, host, listening.port(), "/health/ready", null, null).toURL();
        } catch (URISyntaxException e) {
            throw new IOException("HOST: makes no address", e);
        }
    }

    private static int status(URL url) throws IOException {
        HttpURLConnection call = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        call.setConnectTimeout(PATIENCE_MILLIS);
        call.setReadTimeout(PATIENCE_MILLIS);
        try {
            return call.getResponseCode();
        } catch (IOException e) {
            throw new IOException("no answer from " + url, e);
        } finally {
            call.disconnect();
        }
    }
}
