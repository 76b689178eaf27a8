package dev.jeton.bench.jmh;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks with any options of JMH's own, always with the allocations, and tells the ratio at the end. */
public final class Microbenchmarks {

    private static final String FLOOR = "caffeineLikeOurs";

    private Microbenchmarks() {}

    /** @param args as JMH's own command line takes them */
    public static void run(String... args) throws CommandLineOptionException, RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        results.stream()
                .filter(result -> name(result).equals(FLOOR))
                .findAny()
                .ifPresent(floor -> tellRatios(results, nanos(floor)));
    }

    private static void tellRatios(Collection<RunResult> results, double floor) {
        System.out.println();
        results.stream()
                .filter(result ->
                        name(result).startsWith("broker") || name(result).startsWith("caffeine"))
                .forEach(result -> System.out.printf(
                        Locale.ROOT,
                        "%-18s %8.1f ns  %5.1f times %s%n",
                        name(result),
                        nanos(result),
                        nanos(result) / floor,
                        FLOOR));
    }

    private static String name(RunResult result) {
        return result.getPrimaryResult().getLabel();
    }

    /** The median: one iteration that had to share its core would draw the mean along. */
    private static double nanos(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }
}
