package dev.jeton.testkit.fault;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Hands every connection to its handler, on a thread of its own, until it is closed. */
final class Listener implements AutoCloseable {

    private final ServerSocket socket;
    private final Thread acceptor;

    /** Takes over {@code socket}, which listens already. */
    Listener(ServerSocket socket, Consumer<Socket> handler) {
        this.socket = socket;
        this.acceptor =
                Thread.ofVirtual().name("listener-" + socket.getLocalPort()).start(() -> acceptAll(socket, handler));
    }

    private static void acceptAll(ServerSocket socket, Consumer<Socket> handler) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> handler.accept(client));
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted.
            }
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    /** Connecting is refused when this returns: the system goes on listening until the acceptor has noticed. */
    @Override
    public void close() {
        try {
            socket.close();
            acceptor.join();
        } catch (IOException e) {
            // Nobody is served either way.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
