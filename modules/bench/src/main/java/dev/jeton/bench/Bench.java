package dev.jeton.bench;

import dev.jeton.bench.jmh.Microbenchmarks;
import dev.jeton.bench.load.LoadPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Starts one kind of measurement; the working folder is the root of the repository. */
public final class Bench {

    private static final String USAGE = """
            run jmh [JMH options]      the code: cached token, codec, expiry
            run http [load options]    the packaged product: token route beside its cheapest route
            run redis [load options]   the same with a Redis behind it, beside redis-benchmark
            run memory [STARTS]        start-up time and idle memory: fat jar, launcher and distribution side by side
            load options: --rounds 7 --seconds 3 --connections 16 --client wrk|bundled
            """;

    private Bench() {}

    /** @param args the measurement's name, then its options */
    public static void main(String[] args) throws Exception {
        try {
            measure(args);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void measure(String[] args) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        String[] options = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "jmh" -> Microbenchmarks.run(options);
            case "http" -> HttpLoad.run(root, LoadPlan.parse(options));
            case "redis" -> RedisLoad.run(root, LoadPlan.parse(options));
            case "memory" -> StartUp.run(root, options);
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }
}
