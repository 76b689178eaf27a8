package dev.jeton.bench.load;

import dev.jeton.bench.product.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk, where it is installed: it needs less of the machine than any client in Java. */
public final class Wrk implements LoadClient {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern TROUBLE = Pattern.compile("(Non-2xx or 3xx responses|Socket errors):.*");

    private final Path program;
    private final int connections;

    private Wrk(Path program, int connections) {
        this.program = program;
        this.connections = connections;
    }

    public static Optional<LoadClient> onPath(int connections) {
        return Programs.onPath("wrk").map(program -> new Wrk(program, connections));
    }

    @Override
    public double requestsPerSecond(URI server, Route route, Duration duration)
            throws IOException, InterruptedException {
        Path script = Files.createTempFile("jeton-bench-", ".lua");
        try {
            Files.writeString(script, WrkScript.of(route, server.getAuthority()));
            return rate(Programs.output(List.of(
                    program.toString(),
                    "--threads=1",
                    "--connections=" + connections,
                    "--duration=" + duration.toSeconds() + "s",
                    "--script=" + script,
                    server.toString())));
        } finally {
            Files.delete(script);
        }
    }

    static double rate(String output) throws IOException {
        Matcher trouble = TROUBLE.matcher(output);
        if (trouble.find()) {
            throw new IOException("wrk: " + trouble.group());
        }
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException("wrk told no rate: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    @Override
    public String toString() {
        return "wrk, 1 thread, " + connections + " connections";
    }
}
