package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;

/** Says in RESP 2 what a test has it say, for all that no real server can be brought to say. */
final class ScriptedServer implements AutoCloseable {

    private static final String OK = "+OK\r\n";

    private final ServerSocket socket;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile Function<String, String> script = command -> "";

    ScriptedServer() {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** @param answers by command, its words in one line; to what is answered with nothing, {@code OK} is */
    ScriptedServer saying(Function<String, String> answers) {
        this.script = answers;
        return this;
    }

    HostAndPort place() {
        return new HostAndPort("127.0.0.1", socket.getLocalPort());
    }

    /** How often a command was heard that says so, "AUTH" of a HELLO too. */
    long heard(String words) {
        return heard.stream().filter(command -> command.contains(words)).count();
    }

    static String text(String text) {
        return "$" + text.getBytes(UTF_8).length + "\r\n" + text + "\r\n";
    }

    static String number(long number) {
        return ":" + number + "\r\n";
    }

    static String list(String... items) {
        return "*" + items.length + "\r\n" + String.join("", items);
    }

    static String texts(String... texts) {
        return list(List.of(texts).stream().map(ScriptedServer::text).toArray(String[]::new));
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            while (true) {
                String command = command(in);
                heard.add(command);
                client.getOutputStream().write(answer(command).getBytes(UTF_8));
            }
        } catch (IOException e) {
            // Gone.
        } finally {
            clients.remove(client);
        }
    }

    private String answer(String command) {
        if (command.startsWith("HELLO")) {
            return list(text("server"), text("redis"), text("proto"), number(2));
        }
        String answer = script.apply(command);
        return answer.isEmpty() ? OK : answer;
    }

    private static String command(DataInputStream in) throws IOException {
        int words = length(in);
        List<String> command = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            command.add(new String(in.readNBytes(length(in)), UTF_8));
            in.skipNBytes(2);
        }
        return command.stream().collect(Collectors.joining(" "));
    }

    /** Of {@code *3} or {@code $5}, to the end of its line. */
    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        in.readByte();
        for (int digit = in.readByte(); digit != '\r'; digit = in.readByte()) {
            length = 10 * length + digit - '0';
        }
        in.readByte();
        return length;
    }

    /** Breaks all connections off, and takes no more. */
    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
