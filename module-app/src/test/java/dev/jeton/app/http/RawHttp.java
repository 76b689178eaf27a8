package dev.jeton.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.testkit.http.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests that no decent client would send, byte for byte. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** Sends {@code request}, one character a byte, and reads until the server closes the connection. */
    HttpAnswer send(String request) {
        return send(request.getBytes(ISO_8859_1));
    }

    /** Posts {@code body} as it is to the route for tokens, as a caller with the right credential. */
    HttpAnswer postToken(String contentType, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head("Content-Type: " + contentType, "Content-Length: " + body.length));
        request.writeBytes(body);
        return send(request.toByteArray());
    }

    /** The head of a request for a token by a caller with the right credential. */
    static byte[] head(String... headers) {
        StringBuilder head = new StringBuilder("POST /api/v1/token HTTP/1.1\r\nHost: jeton\r\nConnection: close\r\n");
        head.append("Authorization: Bearer ").append(LocalBroker.SECRET).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    private HttpAnswer send(byte[] request) {
        return converse(out -> {
            out.write(request);
            out.flush();
        });
    }

    interface Speech {
        void to(OutputStream server) throws IOException;
    }

    /** Reads the answer while {@code speech} is still being sent, which the server may cut short. */
    HttpAnswer converse(Speech speech) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Thread speaking = Thread.ofVirtual().start(() -> speak(speech, socket));
            HttpAnswer answer = parse(read(socket));
            socket.close();
            speaking.join();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    private static void speak(Speech speech, Socket socket) {
        try {
            speech.to(socket.getOutputStream());
        } catch (IOException e) {
            // The server has heard enough.
        }
    }

    private static String read(Socket socket) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (IOException e) {
            // Reset because of what it had not read; what it said before that is there.
        }
        return bytes.toString(UTF_8);
    }

    private static HttpAnswer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + text);
        }
        List<String> head = text.substring(0, end).lines().toList();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new HttpAnswer(Integer.parseInt(head.getFirst().split(" ", 3)[1]), headers, text.substring(end + 4));
    }
}
