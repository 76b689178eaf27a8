package dev.jeton.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jeton.api.Fingerprint;
import dev.jeton.testkit.secret.Canaries;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A broker as strict as the real one about what it is asked, that counts, and that can be told what to answer. By itself it has one
 * token for each key and buys another, once, when that one is reported as rejected.
 */
final class BrokerDouble implements AutoCloseable {

    static final String SECRET = Canaries.MARKER + "-client-secret-0123456789";

    private static final Pattern BODY = Pattern.compile(
            "\\{\"tenantId\":\"([^\"]+)\",\"type\":\"([^\"]+)\"(?:,\"rejectedFingerprint\":\"([0-9a-f]{16})\")?}");

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, String> current = new ConcurrentHashMap<>();
    private final Deque<Reply> script = new ConcurrentLinkedDeque<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Optional<String>> reports = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile Optional<Reply> always = Optional.empty();
    private volatile Runnable meanwhile = () -> {};
    private volatile int lifetime = 3600;

    private BrokerDouble(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    static BrokerDouble start() {
        try {
            return new BrokerDouble(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** A client of it, as tests want it. */
    TokenClientBuilder client() {
        return TokenClient.of(uri()).secret(SECRET);
    }

    /** The next answer that is not given yet. */
    BrokerDouble next(Reply reply) {
        script.add(reply);
        return this;
    }

    /** From now on. */
    BrokerDouble always(Reply reply) {
        always = Optional.of(reply);
        return this;
    }

    /** From now on it answers by itself again. */
    void well() {
        always = Optional.empty();
    }

    /** What happens between each call and its answer. */
    void meanwhile(Runnable happening) {
        meanwhile = happening;
    }

    /** In seconds, of what it buys. */
    void lifetime(int seconds) {
        lifetime = seconds;
    }

    int calls() {
        return calls.get();
    }

    int exchanges() {
        return exchanges.get();
    }

    /** The fingerprints that calls named as rejected, in order; empty for those that named none. */
    List<Optional<String>> reports() {
        return List.copyOf(reports);
    }

    /** What was wrong with what it was asked. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String head = head(in);
                byte[] body = in.readNBytes(length(head));
                calls.incrementAndGet();
                Reply reply = reply(head, new String(body, ISO_8859_1));
                meanwhile.run();
                if (!carryOut(reply, socket, in)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client is gone.
        } finally {
            connections.remove(socket);
        }
    }

    private static boolean carryOut(Reply reply, Socket socket, InputStream in) throws IOException {
        switch (reply) {
            case Reply.Bytes(String bytes) -> socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            case Reply.LastBytes(String bytes) -> socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            case Reply.Silence() -> in.transferTo(OutputStream.nullOutputStream());
            case Reply.Reset() -> socket.setSoLinger(true, 0);
        }
        return reply instanceof Reply.Bytes;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed");
            }
            head.write(b);
        }
        return head.toString(ISO_8859_1);
    }

    private static int length(String head) {
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    private Reply reply(String head, String body) {
        Matcher asked = BODY.matcher(body);
        if (!asked.matches()) {
            complaints.add("body");
            return Reply.problem(400, "INVALID_REQUEST");
        }
        check(head, "POST /api/v1/token HTTP/1.1\r\n", "Authorization: Bearer " + SECRET + "\r\n");
        check(head, "Content-Type: application/json\r\n", "X-Correlation-ID: ");
        reports.add(Optional.ofNullable(asked.group(3)));
        Reply scripted = script.poll();
        return scripted != null ? scripted : always.orElseGet(() -> Reply.json(jeton(asked)));
    }

    private void check(String head, String... parts) {
        for (String part : parts) {
            if (!head.contains(part)) {
                complaints.add("no " + part.split(":", 2)[0]);
            }
        }
    }

    private String jeton(Matcher asked) {
        String token = current.compute(asked.group(2) + ":" + asked.group(1), (key, held) -> {
            boolean dead = held != null && Fingerprint.of(held).value().equals(asked.group(3));
            return held == null || dead ? bought() : held;
        });
        return "{\"accessToken\":\"" + token + "\",\"tokenType\":\"Bearer\",\"expiresIn\":" + lifetime
                + ",\"expiresAt\":null,\"source\":\"fresh\",\"refreshAt\":null}";
    }

    private String bought() {
        return token(exchanges.incrementAndGet());
    }

    /** The token that its {@code n}th exchange brings. */
    static String token(int n) {
        return Canaries.MARKER + "-bought-" + n;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket each : connections) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
