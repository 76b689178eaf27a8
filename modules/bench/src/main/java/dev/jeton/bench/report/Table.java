package dev.jeton.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results in rows, printed as they come and kept as CSV under {@code modules/bench/target/bench/}. */
public final class Table {

    /** Where the CSVs are, from the root of the repository. */
    public static final Path FOLDER = Path.of("modules/bench/target/bench");

    private final String name;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param columns their names, with their units */
    public Table(String name, String... columns) {
        this.name = name;
        rows.add(List.of(columns));
    }

    /** Adds a row; numbers with at most three digits that matter less than one. */
    public Table row(Object... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(name + " has " + rows.getFirst().size() + " columns");
        }
        List<String> row = Arrays.stream(cells).map(Table::cell).toList();
        if (row.stream().anyMatch(cell -> cell.indexOf(',') >= 0)) {
            throw new IllegalArgumentException("a comma parts the cells of a CSV: " + row);
        }
        rows.add(row);
        System.out.println(name + ": " + described(row));
        return this;
    }

    private static String cell(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, number < 10 ? "%.3f" : number < 1000 ? "%.1f" : "%.0f", number)
                : String.valueOf(value);
    }

    private String described(List<String> row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> rows.getFirst().get(i) + " " + row.get(i))
                .collect(Collectors.joining(", "));
    }

    /** Prints all rows below each other, and writes the CSV. */
    public void finish() throws IOException {
        System.out.println();
        for (List<String> row : rows) {
            System.out.println(aligned(row));
        }
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".csv");
        Files.writeString(
                file, rows.stream().map(row -> String.join(",", row)).collect(Collectors.joining("\n", "", "\n")));
        System.out.println("(" + file + ")");
    }

    private String aligned(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(each -> each.get(column).length())
                    .max()
                    .orElse(0);
            line.append(String.format(Locale.ROOT, i == 0 ? "%-" + width + "s" : "  %" + width + "s", row.get(i)));
        }
        return line.toString();
    }
}
