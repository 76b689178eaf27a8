package dev.jeton.bench.jmh;

import dev.jeton.bench.load.Rounds;
import dev.jeton.bench.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks with any options of JMH's own, always with the allocations. All of them are run several times over,
 * and what is told is the median of the rounds: a ratio is of two figures of the same round, so that whatever else the machine
 * does falls on both.
 */
public final class Microbenchmarks {

    private static final String FLOOR = "caffeineLikeOurs";
    private static final int ROUNDS = 3;

    private final Map<String, List<Double>> nanos = new LinkedHashMap<>();
    private final Map<String, List<Double>> bytes = new LinkedHashMap<>();

    private Microbenchmarks() {}

    /** @param args as JMH's own command line takes them */
    public static void run(String... args) throws CommandLineOptionException, RunnerException, IOException {
        Microbenchmarks all = new Microbenchmarks();
        for (int round = 0; round < ROUNDS; round++) {
            all.round(args);
        }
        all.tell();
    }

    private void round(String... args) throws CommandLineOptionException, RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        for (RunResult result : results) {
            nanos.computeIfAbsent(name(result), name -> new ArrayList<>()).add(median(result));
            allocated(result)
                    .ifPresent(each -> bytes.computeIfAbsent(name(result), name -> new ArrayList<>())
                            .add(each));
        }
    }

    private void tell() throws IOException {
        Table table = new Table("jmh", "benchmark", "ns", "times " + FLOOR, "bytes allocated");
        nanos.forEach((name, each) -> table.row(
                name,
                Rounds.median(each),
                nanos.containsKey(FLOOR) ? ratio(each, nanos.getOrDefault(FLOOR, List.of())) : "-",
                Rounds.median(bytes.getOrDefault(name, List.of(0.0)))));
        table.finish();
    }

    private static Object ratio(List<Double> each, List<Double> floor) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(each.size(), floor.size()); i++) {
            ratios.add(each.get(i) / floor.get(i));
        }
        return Rounds.median(ratios);
    }

    private static String name(RunResult result) {
        String parameter =
                Optional.ofNullable(result.getParams().getParam("name")).orElse("");
        return parameter.isEmpty() ? result.getPrimaryResult().getLabel() : parameter;
    }

    /** The median: one iteration that had to share its core would draw the mean along. */
    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static Optional<Double> allocated(RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return allocated == null ? Optional.empty() : Optional.of(allocated.getScore());
    }
}
