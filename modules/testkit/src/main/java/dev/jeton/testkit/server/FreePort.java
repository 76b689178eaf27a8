package dev.jeton.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port for a server that cannot choose one itself. */
public final class FreePort {

    private FreePort() {}

    /** What a node of a Redis cluster adds to its port for the one on which the nodes talk. */
    private static final int BUS = 10_000;

    private static final int HIGHEST = 65_535;

    /** A port that was free a moment ago; whoever takes it must be ready for somebody who was quicker. */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a node of a Redis cluster, which takes a second one, above it. */
    static int findWithBus() {
        while (true) {
            int port = find();
            if (port + BUS <= HIGHEST && isFree(port + BUS)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
