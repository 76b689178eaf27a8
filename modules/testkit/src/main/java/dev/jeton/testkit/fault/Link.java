package dev.jeton.testkit.fault;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** One connection through the proxy: a thread for each direction, every piece of which meets the weather of its moment. */
final class Link {

    private static final int PIECE = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private final Consumer<Link> onEnd;
    private volatile boolean cut;

    Link(Socket client, Socket server, Weather weather, Consumer<Link> onEnd) throws IOException {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.onEnd = onEnd;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    private interface Carrier {
        /** @return whether the connection goes on */
        boolean carry(byte[] piece) throws IOException, InterruptedException;
    }

    void start() {
        Thread.ofVirtual().start(() -> pump(client, server, this::request));
        Thread.ofVirtual().start(() -> pump(server, client, this::answer));
    }

    private void pump(Socket from, Socket to, Carrier carrier) {
        byte[] buffer = new byte[PIECE];
        try {
            int read = from.getInputStream().read(buffer);
            while (read >= 0 && carrier.carry(Arrays.copyOf(buffer, read))) {
                read = from.getInputStream().read(buffer);
            }
            if (read >= 0) {
                close();
            } else {
                weather.awaitMoving();
                endOf(from, to);
            }
        } catch (IOException e) {
            // One side broke off without a word; the other one learns of it in the same way.
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    /** One side has said all it will; the other one may still have something to say. */
    private void endOf(Socket from, Socket to) throws IOException {
        to.shutdownOutput();
        if (from.isOutputShutdown()) {
            close();
        }
    }

    private boolean request(byte[] piece) throws IOException, InterruptedException {
        Fault fault = weather.awaitMoving();
        if (fault instanceof Fault.Delay(var by)) {
            weather.pause(by, fault);
        }
        if (weather.breaksOff()) {
            throw new IOException("broken off");
        }
        // Before the server has it: a quick answer must not slip through between its request and the end.
        cut = weather.strikes(new Fault.ResetAfterRequest());
        server.getOutputStream().write(piece);
        if (cut) {
            throw new IOException("broken off after the request");
        }
        return true;
    }

    private boolean answer(byte[] piece) throws IOException, InterruptedException {
        Fault fault = weather.awaitMoving();
        if (cut) {
            throw new IOException("broken off after the request");
        }
        switch (fault) {
            case Fault.Delay(var by) -> {
                weather.pause(by, fault);
                client.getOutputStream().write(piece);
            }
            case Fault.Drip drip -> drip(piece, drip);
            case Fault.DropAnswer drop -> {
                return !weather.strikes(drop) && answer(piece);
            }
            case Fault.Garbage garbage -> {
                if (!weather.strikes(garbage)) {
                    return answer(piece);
                }
                client.getOutputStream().write(garbage.bytes().getBytes(StandardCharsets.ISO_8859_1));
                return false;
            }
            case Fault.Reset reset -> throw new IOException("broken off");
            case Fault.Refuse refuse -> throw new IOException("broken off");
            case Fault.HalfOpen heldAgain -> {
                return answer(piece);
            }
            case Fault.None none -> client.getOutputStream().write(piece);
            case Fault.ResetAfterRequest early -> client.getOutputStream().write(piece);
        }
        return true;
    }

    /** Byte by byte while the fault lasts, the rest at once. */
    private void drip(byte[] piece, Fault.Drip drip) throws IOException, InterruptedException {
        int sent = 0;
        while (sent < piece.length && weather.current().equals(drip)) {
            client.getOutputStream().write(piece, sent++, 1);
            weather.pause(drip.interval(), drip);
        }
        weather.awaitMoving();
        client.getOutputStream().write(piece, sent, piece.length - sent);
    }

    /** Closes both sides as a server does that is done. */
    void close() {
        end(client);
        end(server);
        onEnd.accept(this);
    }

    /** Breaks off both sides. */
    void reset() {
        reset(client);
        reset(server);
        onEnd.accept(this);
    }

    /** Closes {@code socket} with a RST: that is what a linger time of zero is for. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed before.
        }
        end(socket);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
