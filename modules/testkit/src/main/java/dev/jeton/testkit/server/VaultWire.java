package dev.jeton.testkit.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Just enough of HTTP/1.1 to serve a well-behaved client. Not the JDK's server, for that writes a {@code Date} of its own
 * into every answer, and the date is what a client of Vault takes for the store's time.
 */
final class VaultWire implements AutoCloseable {

    /** Answers one request; empty = hangs up without a word. */
    interface Desk {
        Optional<VaultReply> answer(VaultRequest request) throws InterruptedException;
    }

    private final ServerSocket server;
    private final Desk desk;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private VaultWire(ServerSocket server, Desk desk) {
        this.server = server;
        this.desk = desk;
    }

    static VaultWire open(Desk desk) {
        try {
            ServerSocket server = new ServerSocket(0, 1000, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            VaultWire wire = new VaultWire(server, desk);
            Thread.ofVirtual().name("vault-stub").start(wire::acceptAll);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            boolean goOn = true;
            while (goOn) {
                goOn = serveOne(in, client.getOutputStream());
            }
        } catch (IOException e) {
            // The client has hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private boolean serveOne(InputStream in, OutputStream out) throws IOException, InterruptedException {
        String first = line(in);
        if (first.isEmpty()) {
            return false;
        }
        Map<String, String> headers = headers(in);
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String[] words = first.split(" ", 3);
        String[] target = words[1].split("\\?", 2);
        VaultRequest request = new VaultRequest(
                words[0], target[0], target.length > 1 ? target[1] : "", headers, new String(body, UTF_8));
        Optional<VaultReply> reply = desk.answer(request);
        if (reply.isPresent()) {
            send(reply.get(), out);
        }
        return reply.isPresent();
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private static void send(VaultReply reply, OutputStream out) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        if (reply.status() != 204) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        headers.putIfAbsent("Content-Type", "application/json");
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Reply\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        out.write(body);
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            // Nobody is served either way.
        }
    }
}
