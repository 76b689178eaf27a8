package dev.jeton.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The API of a provider, byte for byte: remembers every request, and answers as a test says. */
final class WireApi implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Script script;

    /**
     * A request.
     *
     * @param headers as they came, the names in lower case
     * @param body a character a byte; of chunked ones without what chunks are made of
     */
    public record Asked(String line, List<String> headers, String body) {

        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.startsWith(name + ": "))
                    .map(header -> header.substring(name.length() + 2))
                    .findFirst();
        }

        /** As it was sent. */
        public String target() {
            return line.split(" ", -1)[1];
        }

        public String token() {
            return header("authorization").orElse("none").replaceFirst("Bearer ", "");
        }
    }

    /** What to answer, after the request was read whole. */
    public interface Script {
        void answer(Asked asked, OutputStream out) throws IOException;
    }

    public WireApi(Script script) {
        this.script = script;
        try {
            this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::acceptAll);
    }

    /** From now on. */
    void nowAnswers(Script next) {
        script = next;
    }

    /** Answers everything with this status and body. */
    public static WireApi answering(int status, String body) {
        return new WireApi((asked, out) -> answer(out, status, body));
    }

    public static void answer(OutputStream out, int status, String body, String... headers) throws IOException {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + status + " So\r\nContent-Length: " + body.length() + "\r\n");
        List.of(headers).forEach(header -> head.append(header).append("\r\n"));
        out.write((head + "\r\n" + body).getBytes(ISO_8859_1));
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (Asked next = read(in); next != null; next = read(in)) {
                asked.add(next);
                script.answer(next, client.getOutputStream());
                client.getOutputStream().flush();
            }
        } catch (IOException e) {
            // Whoever asked is gone, or the script has broken off.
        }
    }

    private static @Nullable Asked read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.add(header.substring(0, colon).toLowerCase(Locale.ROOT) + header.substring(colon));
        }
        Asked head = new Asked(line, headers, "");
        return new Asked(line, headers, new String(body(head, in), ISO_8859_1));
    }

    private static byte[] body(Asked head, InputStream in) throws IOException {
        if (head.header("transfer-encoding").isEmpty()) {
            return in.readNBytes(Integer.parseInt(head.header("content-length").orElse("0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(length));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** All that it was asked until now. */
    public List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
