package dev.jeton.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/** One caller on a connection of its own that stays open. It blocks, so it is for a thread of its own, virtual ones most of all. */
public final class Caller implements AutoCloseable {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final String host;
    private byte[] answer = new byte[1024];

    private Caller(URI server) {
        this.host = server.getAuthority();
    }

    public static Caller to(URI server) throws IOException {
        Caller caller = new Caller(server);
        caller.socket.setTcpNoDelay(true);
        caller.socket.setSoTimeout(PATIENCE_MILLIS);
        caller.socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        return caller;
    }

    /**
     * The first request of {@code route}.
     *
     * @return the body of the answer
     * @throws IOException if it is not answered with 200
     */
    public String ask(Route route) throws IOException {
        return ask(route.requests(host).getFirst().getBytes(US_ASCII));
    }

    private String ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        int count = 0;
        while (true) {
            if (count == answer.length && count < LONGEST_ANSWER) {
                answer = Arrays.copyOf(answer, 2 * count);
            }
            int read = in.read(answer, count, answer.length - count);
            if (read <= 0) {
                throw new IOException("the server closed the connection, or its answer is too long");
            }
            count += read;
            HttpHead head = HttpHead.in(answer, count);
            if (head.isWhole() && count >= head.length() + head.contentLength()) {
                return body(head);
            }
        }
    }

    private String body(HttpHead head) throws IOException {
        String body =
                new String(Arrays.copyOfRange(answer, head.length(), head.length() + head.contentLength()), US_ASCII);
        if (head.status() != 200) {
            throw new IOException("answered with " + head.status() + ": " + body);
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
