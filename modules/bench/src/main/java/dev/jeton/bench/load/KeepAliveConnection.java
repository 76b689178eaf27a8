package dev.jeton.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * One connection with one request under way. It understands as much of HTTP/1.1 as Jeton answers with, a head and a
 * {@code Content-Length}, and refuses the rest rather than count wrongly.
 */
final class KeepAliveConnection implements AutoCloseable {

    private static final int LONGEST_ANSWER = 32 * 1024;

    private final SocketChannel channel;
    private final List<byte[]> requests;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
    private int next;

    private KeepAliveConnection(SocketChannel channel, List<byte[]> requests, int first) {
        this.channel = channel;
        this.requests = requests;
        this.next = first;
    }

    static KeepAliveConnection open(InetSocketAddress server, Selector selector, List<byte[]> requests, int first)
            throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        KeepAliveConnection connection = new KeepAliveConnection(channel, requests, first);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    static List<byte[]> bytes(List<String> requests) {
        return requests.stream().map(request -> request.getBytes(US_ASCII)).toList();
    }

    /** Sends the next request. */
    void ask() throws IOException {
        answer.clear();
        ByteBuffer request = ByteBuffer.wrap(requests.get(next));
        next = (next + 1) % requests.size();
        channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("the server does not even take a small request");
        }
    }

    /** Reads what is there; whether that makes the answer whole. */
    boolean hasAnswer() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("the server closed the connection");
        }
        HttpHead head = HttpHead.in(answer.array(), answer.position());
        if (!head.isWhole()) {
            return false;
        }
        if (head.status() != 200) {
            throw new IOException("answered with " + head.status());
        }
        return answer.position() >= head.length() + head.contentLength();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
