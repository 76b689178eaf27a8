package dev.jeton.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table as {@link Table} has written it. */
public record Csv(List<String> columns, List<List<String>> rows) {

    public static Csv read(Path file) throws IOException {
        List<List<String>> lines = Files.readAllLines(file).stream()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        return new Csv(lines.getFirst(), lines.subList(1, lines.size()));
    }

    /** The points of each line of a chart: one line for each value of {@code by}. */
    public Map<String, List<Point>> lines(String by, String x, String y) {
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        for (List<String> row : rows) {
            lines.computeIfAbsent(row.get(index(by)), name -> new ArrayList<>())
                    .add(new Point(number(row, x), number(row, y)));
        }
        return lines;
    }

    private double number(List<String> row, String column) {
        return Double.parseDouble(row.get(index(column)));
    }

    private int index(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column + " among " + columns);
        }
        return index;
    }

    /** One of a chart. */
    public record Point(double x, double y) {}
}
