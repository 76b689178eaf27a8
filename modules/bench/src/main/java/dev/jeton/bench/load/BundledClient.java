package dev.jeton.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The client that is always there. One thread and a selector for all connections, because client and server share the
 * machine and whatever the client needs is taken from what it measures; a thread for each connection needs far more.
 */
public final class BundledClient implements LoadClient {

    private static final long LONGEST_SILENCE_MILLIS = 10_000;

    private final int connections;

    public BundledClient(int connections) {
        this.connections = connections;
    }

    @Override
    public double requestsPerSecond(URI server, Route route, Duration duration) throws IOException {
        List<byte[]> requests = KeepAliveConnection.bytes(route.requests(server.getAuthority()));
        List<KeepAliveConnection> open = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                // Each begins elsewhere, so that they do not all ask for the same at the same time.
                int first = requests.size() * i / connections;
                open.add(KeepAliveConnection.open(address(server), selector, requests, first));
            }
            return measure(selector, open, duration);
        } finally {
            for (KeepAliveConnection connection : open) {
                connection.close();
            }
        }
    }

    private static InetSocketAddress address(URI server) {
        return new InetSocketAddress(server.getHost(), server.getPort());
    }

    private static double measure(Selector selector, List<KeepAliveConnection> open, Duration duration)
            throws IOException {
        long started = System.nanoTime();
        for (KeepAliveConnection connection : open) {
            connection.ask();
        }
        long answered = 0;
        while (System.nanoTime() - started < duration.toNanos()) {
            answered += answerWhoIsReady(selector);
        }
        return answered / ((System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private static int answerWhoIsReady(Selector selector) throws IOException {
        if (selector.select(LONGEST_SILENCE_MILLIS) == 0) {
            throw new IOException("no answer for " + LONGEST_SILENCE_MILLIS / 1000 + " seconds");
        }
        int answered = 0;
        for (SelectionKey key : selector.selectedKeys()) {
            KeepAliveConnection connection = (KeepAliveConnection) key.attachment();
            if (connection.hasAnswer()) {
                answered++;
                connection.ask();
            }
        }
        selector.selectedKeys().clear();
        return answered;
    }

    @Override
    public String toString() {
        return "the bundled Java client, 1 thread, " + connections + " connections";
    }
}
