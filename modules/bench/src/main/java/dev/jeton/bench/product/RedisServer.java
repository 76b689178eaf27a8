package dev.jeton.bench.product;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The redis-server of this machine, empty and in memory only, with its own redis-benchmark. */
public final class RedisServer implements AutoCloseable {

    private static final Pattern GET = Pattern.compile("\"GET\",\"([0-9.]+)\"");
    private static final int REQUESTS = 200_000;

    private final Process process;
    private final Path benchmark;
    private final int port;

    private RedisServer(Process process, Path benchmark, int port) {
        this.process = process;
        this.benchmark = benchmark;
        this.port = port;
    }

    /** @throws IOException if redis-server or redis-benchmark is not installed; nothing else can stand in for them */
    public static RedisServer start() throws IOException {
        Path server = program("redis-server");
        Path benchmark = program("redis-benchmark");
        int port = freePort();
        Process process = new ProcessBuilder(
                        server.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                .redirectErrorStream(true)
                .start();
        untilItAccepts(process);
        return new RedisServer(process, benchmark, port);
    }

    private static Path program(String name) throws IOException {
        return Programs.onPath(name)
                .orElseThrow(() -> new IOException(name + " is not on PATH: install Redis to measure with it"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void untilItAccepts(Process process) throws IOException {
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.toLowerCase(Locale.ROOT).contains("ready to accept connections")) {
                return;
            }
        }
        throw new IOException("redis-server did not start");
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** GETs a second by redis-benchmark of a value of {@code bytes} bytes, over as many connections as the load has. */
    public double getsPerSecond(int connections, int bytes) throws IOException, InterruptedException {
        // With set before it, for a GET of nothing would be cheaper than any that Jeton sends.
        String csv = Programs.output(List.of(
                benchmark.toString(),
                "-p",
                Integer.toString(port),
                "-t",
                "set,get",
                "-c",
                Integer.toString(connections),
                "-n",
                Integer.toString(REQUESTS),
                "-d",
                Integer.toString(bytes),
                "--csv"));
        Matcher get = GET.matcher(csv);
        if (!get.find()) {
            throw new IOException("redis-benchmark told no rate of GET: " + csv);
        }
        return Double.parseDouble(get.group(1));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
