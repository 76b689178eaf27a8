package dev.jeton.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts TLS in front of a server that speaks plain TCP, Redis or HTTP, with a certificate that is right or wrong in one
 * way. A client that trusts {@link #trustStore()} has to accept the right one only; one that does not, none.
 */
public final class TlsProxy implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress server;
    private final Listener listener;
    private final Weather calm = new Weather();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    private TlsProxy(InetSocketAddress server, ServerSocket socket) {
        this.server = server;
        this.listener = new Listener(socket, this::connect);
    }

    /** A proxy, on a port of its own, that shows {@code certificate} and goes on to {@code host} and {@code port}. */
    public static TlsProxy inFrontOf(String host, int port, Certificate certificate) {
        try {
            ServerSocket socket = Authority.ofThisRun()
                    .showing(certificate)
                    .getServerSocketFactory()
                    .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            return new TlsProxy(new InetSocketAddress(host, port), socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect(Socket client) {
        Socket upstream = new Socket();
        try {
            upstream.connect(server, CONNECT_MILLIS);
            Link link = new Link(client, upstream, calm, links::remove);
            links.add(link);
            link.start();
            if (listener.isClosed()) {
                link.close();
            }
        } catch (IOException e) {
            Link.reset(upstream);
            Link.reset(client);
        }
    }

    /** The name that {@link Certificate#VALID} is for. */
    public String host() {
        return "localhost";
    }

    public int port() {
        return listener.port();
    }

    /** A PKCS12 store that trusts the authority behind every certificate here, and nobody else. */
    public Path trustStore() {
        return Authority.ofThisRun().trustStore();
    }

    public String trustStorePassword() {
        return Authority.PASSWORD;
    }

    @Override
    public void close() {
        listener.close();
        links.forEach(Link::close);
    }

    @Override
    public String toString() {
        return "TlsProxy[" + port() + " -> " + server + "]";
    }
}
