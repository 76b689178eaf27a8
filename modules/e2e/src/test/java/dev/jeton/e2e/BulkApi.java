package dev.jeton.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The API of a provider that has much to give and takes much: {@code GET /{n}} answers with n bytes, {@code POST} with how many
 * there were in the request.
 */
final class BulkApi implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong sent = new AtomicLong();
    private final HttpServer server;

    BulkApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                take(exchange);
            } else {
                give(exchange, Long.parseLong(exchange.getRequestURI().getPath().substring(1)));
            }
        }
    }

    private static void take(HttpExchange exchange) throws IOException {
        long received = 0;
        byte[] piece = new byte[PIECE];
        InputStream in = exchange.getRequestBody();
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            received += read;
        }
        byte[] answer = Long.toString(received).getBytes(US_ASCII);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private void give(HttpExchange exchange, long bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes);
        byte[] piece = new byte[PIECE];
        OutputStream out = exchange.getResponseBody();
        for (long left = bytes; left > 0; left -= piece.length) {
            int length = (int) Math.min(piece.length, left);
            out.write(piece, 0, length);
            sent.addAndGet(length);
        }
    }

    /** How much it has given until now. */
    long sent() {
        return sent.get();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
