package dev.jeton.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One direction of a chart, logarithmic to base ten, from a whole power to another. */
record Axis(String label, int low, int high, double from, double to) {

    private static final int THOUSAND = 3;
    private static final int MILLION = 6;

    /** From pixel {@code from} to pixel {@code to}; it reaches over all {@code values} above zero. */
    static Axis over(String label, List<Double> values, double from, double to) {
        double least = values.stream()
                .mapToDouble(each -> each)
                .filter(each -> each > 0)
                .min()
                .orElse(1);
        double most = values.stream().mapToDouble(each -> each).max().orElse(1);
        int low = (int) Math.floor(Math.log10(least));
        int high = (int) Math.ceil(Math.log10(most));
        return new Axis(label, low, Math.max(high, low + 1), from, to);
    }

    /** What is not above zero lies on the edge. */
    double pixel(double value) {
        double part = value <= 0 ? 0 : (Math.log10(value) - low) / (high - low);
        return from + Math.max(0, part) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int power = low; power <= high; power++) {
            ticks.add(Math.pow(10, power));
        }
        return ticks;
    }

    static String text(double tick) {
        int power = (int) Math.round(Math.log10(tick));
        if (power >= MILLION) {
            return String.format(Locale.ROOT, "%.0f M", tick / 1e6);
        }
        return power >= THOUSAND
                ? String.format(Locale.ROOT, "%.0f k", tick / 1e3)
                : String.format(Locale.ROOT, "%." + Math.max(0, -power) + "f", tick);
    }
}
