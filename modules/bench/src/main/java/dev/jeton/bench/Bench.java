package dev.jeton.bench;

import dev.jeton.bench.growth.Growth;
import dev.jeton.bench.jmh.Microbenchmarks;
import dev.jeton.bench.load.LoadPlan;
import dev.jeton.bench.scale.Ahead;
import dev.jeton.bench.scale.ManyTenants;
import dev.jeton.bench.scale.Stampede;
import dev.jeton.bench.scale.Wake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Starts one kind of measurement; the working folder is the root of the repository. */
public final class Bench {

    private static final String USAGE = """
            run jmh [JMH options]      the code: cached token, codec, expiry
            run http [load options]    the packaged product: token route beside its cheapest route
            run callers [load options] callers with API tokens and JWTs beside the service secret; warm-up
            run redis [load options]   the same with a Redis behind it, beside redis-benchmark
            run proxy                  a call of an API through the broker, beside the same call without it
            run stampede               cold keys under a herd of callers, 1 to 4 processes
            run ahead                  a token of 6 s and a provider of 400 ms: who waits
            run tenants [how many]     a million of them through one process with -Xmx512m
            run wake                   how soon one process hears what another has done
            run growth                 curves over tokens, callers and new tenants, and their drawings
            run memory [STARTS]        start-up time and idle memory: fat jar, launcher and distribution side by side
            load options: --rounds 7 --seconds 3 --connections 16 --client wrk|bundled
            """;

    private Bench() {}

    /** @param args the measurement's name, then its options */
    public static void main(String[] args) throws Exception {
        try {
            measure(args);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
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
            case "callers" -> CallerLoad.run(root, LoadPlan.parse(options));
            case "redis" -> RedisLoad.run(root, LoadPlan.parse(options));
            case "proxy" -> ProxyCost.run(root);
            case "stampede" -> Stampede.run(root);
            case "ahead" -> Ahead.run(root);
            case "tenants" -> ManyTenants.run(root, options.length == 0 ? 1_000_000 : Integer.parseInt(options[0]));
            case "wake" -> Wake.run(root);
            case "growth" -> Growth.run(root);
            case "draw" -> Growth.draw();
            case "memory" -> StartUp.run(root, options);
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }
}
