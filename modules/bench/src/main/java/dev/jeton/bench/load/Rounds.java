package dev.jeton.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures several things in turn, round after round, so that whatever else the machine does falls on all of them alike.
 * What is told at the end is the median of the rounds' ratios: a ratio of figures of the same few seconds.
 */
public final class Rounds {

    private final Map<String, Measurement> measurements = new LinkedHashMap<>();
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    /** One figure, the more the better. */
    public interface Measurement {
        double perSecond() throws IOException, InterruptedException;
    }

    public Rounds compare(String name, Measurement measurement) {
        measurements.put(name, measurement);
        figures.put(name, new ArrayList<>());
        return this;
    }

    /** Takes {@code count} rounds and prints each. */
    public Rounds run(int count) throws IOException, InterruptedException {
        for (int round = 1; round <= count; round++) {
            List<String> order = new ArrayList<>(measurements.keySet());
            if (round % 2 == 0) {
                // Who comes first finds a machine in another state than who comes last.
                Collections.reverse(order);
            }
            for (String name : order) {
                figures(name).add(measurement(name).perSecond());
            }
            tell(round);
        }
        return this;
    }

    private void tell(int round) {
        StringBuilder line = new StringBuilder("round ").append(round);
        figures.forEach((name, each) -> line.append(String.format(Locale.ROOT, "  %s %,.0f/s", name, each.getLast())));
        System.out.println(line);
    }

    /** Prints how much of {@code reference} each of the others reaches. */
    public void tellRatiosTo(String reference) {
        for (String name : figures.keySet()) {
            if (!name.equals(reference)) {
                System.out.printf(
                        Locale.ROOT,
                        "median: %s is %.2f of %s  (%,.0f/s to %,.0f/s)%n",
                        name,
                        medianRatio(name, reference),
                        reference,
                        median(figures(name)),
                        median(figures(reference)));
            }
        }
    }

    public double median(String name) {
        return median(figures(name));
    }

    /** The median of the ratios of the rounds. */
    public double medianRatio(String name, String reference) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < figures(name).size(); i++) {
            ratios.add(figures(name).get(i) / figures(reference).get(i));
        }
        return median(ratios);
    }

    private List<Double> figures(String name) {
        return figures.getOrDefault(name, List.of());
    }

    private Measurement measurement(String name) throws IOException {
        Measurement found = measurements.get(name);
        if (found == null) {
            throw new IOException("nothing is called " + name);
        }
        return found;
    }

    /** The middle one, or the mean of the two in the middle. */
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
