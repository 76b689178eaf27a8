package dev.jeton.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on this machine in front of a server, where what goes wrong can be switched while clients are connected.
 * Every change is in force for existing connections as well, from the next bytes on.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress server;
    private final Weather weather = new Weather();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private volatile Listener listener;
    private boolean closed;

    private FaultProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listener = listen(0);
    }

    /** A proxy, on a port of its own, in front of the server at {@code host} and {@code port}. */
    public static FaultProxy inFrontOf(String host, int port) {
        try {
            return new FaultProxy(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    public int port() {
        return listener.port();
    }

    /** From now on this goes wrong. */
    public void set(Fault fault) {
        become(fault, false);
    }

    /** This goes wrong with the next exchange; afterwards nothing does. */
    public void once(Fault.Event event) {
        become(event, true);
    }

    /** From now on nothing goes wrong. */
    public void heal() {
        set(new Fault.None());
    }

    private synchronized void become(Fault fault, boolean once) {
        if (closed) {
            throw new IllegalStateException("the proxy is closed");
        }
        weather.become(fault, once);
        try {
            if (fault instanceof Fault.Refuse) {
                listener.close();
            } else if (listener.isClosed()) {
                listener = listen(listener.port());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (weather.breaksOff()) {
            links.forEach(Link::reset);
        }
    }

    private Listener listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        // Old connections of this port are still in TIME_WAIT when it is opened again.
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return new Listener(socket, this::connect);
    }

    private void connect(Socket client) {
        accepted.incrementAndGet();
        if (weather.breaksOff()) {
            Link.reset(client);
            return;
        }
        Socket upstream = new Socket();
        try {
            upstream.connect(server, CONNECT_MILLIS);
            Link link = new Link(client, upstream, weather, links::remove);
            links.add(link);
            link.start();
            if (weather.breaksOff()) {
                link.reset();
            }
        } catch (IOException e) {
            Link.reset(upstream);
            Link.reset(client);
        }
    }

    /** How many connections were made to it, ever. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections go through it just now. */
    public int open() {
        return links.size();
    }

    /** How often an event has happened. */
    public int struck() {
        return weather.struck();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            listener.close();
        }
        // What is held back must not reach the server now.
        weather.become(new Fault.Refuse(), false);
        links.forEach(Link::reset);
    }

    @Override
    public String toString() {
        return "FaultProxy[" + port() + " -> " + server + ", " + weather + "]";
    }
}
