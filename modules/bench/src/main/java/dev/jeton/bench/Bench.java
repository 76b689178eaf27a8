package dev.jeton.bench;

import dev.jeton.bench.jmh.Microbenchmarks;
import java.util.Arrays;

/** Starts one kind of measurement: {@code jmh}. */
public final class Bench {

    private Bench() {}

    /** @param args the measurement's name, then its options */
    public static void main(String[] args) throws Exception {
        String[] options = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "jmh" -> Microbenchmarks.run(options);
            default -> {
                System.err.println("bench: jmh");
                System.exit(2);
            }
        }
    }
}
