package dev.jeton.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.app.http.LocalBroker;
import dev.jeton.app.settings.Settings.Listening;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthCommandTest {

    @TempDir
    private Path directory;

    private int health(int port) throws IOException {
        Path settings = Files.writeString(directory.resolve("settings"), "host = 127.0.0.1\nport = " + port + "\n");
        return JetonCommand.run("health", "--config", settings.toString());
    }

    @Test
    @DisplayName("I5 health is 0 while the broker of the settings is ready, and 1 where nobody answers")
    void tellsWhetherItIsReady() throws IOException {
        try (LocalBroker broker = LocalBroker.start()) {
            assertThat(health(broker.port())).isZero();
        }
        assertThat(health(portOfNobody())).isEqualTo(1);
    }

    @Test
    @DisplayName("I5 health is 0 although other settings have become wrong since the broker has read them")
    void looksAtTheAddressOnly() throws IOException {
        Path credentials = Files.writeString(directory.resolve("credentials.json"), "{ half written");
        try (LocalBroker broker = LocalBroker.start()) {
            Path settings = Files.writeString(
                    directory.resolve("settings"),
                    "host = 127.0.0.1\nport = " + broker.port() + "\ncredentials.file = " + credentials
                            + "\nnobody.knows = this\n");
            assertThat(JetonCommand.run("health", "--config", settings.toString()))
                    .isZero();
        }
    }

    @Test
    @DisplayName("I5 health is 1 where the settings do not say which port it is")
    void needsAPort() throws IOException {
        assertThat(health(0)).isEqualTo(1);
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:3004/health/ready",
        "localhost, http://localhost:3004/health/ready",
        "0.0.0.0,   http://127.0.0.1:3004/health/ready",
        "::,        http://127.0.0.1:3004/health/ready",
        "::1,       http://[::1]:3004/health/ready"
    })
    @DisplayName("I5 a broker on all addresses is asked on the loopback address")
    void asksOnTheLoopbackAddress(String host, String url) throws IOException {
        assertThat(HealthCommand.ready(new Listening(host, 3004, null))).hasToString(url);
    }
}
