package dev.jeton.testkit.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every piece with itself and remembers what it got. */
public final class EchoServer implements AutoCloseable {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Listener listener;

    public EchoServer() throws IOException {
        listener = new Listener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), this::echo);
    }

    private void echo(Socket client) {
        byte[] buffer = new byte[1024];
        try (client) {
            for (int read = client.getInputStream().read(buffer);
                    read >= 0;
                    read = client.getInputStream().read(buffer)) {
                received.add(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                client.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The proxy broke off.
        }
    }

    public int port() {
        return listener.port();
    }

    /** All it got, of all connections. */
    public String received() {
        return String.join("", received);
    }

    /** Connecting to it is refused when this returns. */
    @Override
    public void close() {
        listener.close();
    }
}
