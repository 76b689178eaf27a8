package dev.jeton.bench.growth;

import dev.jeton.bench.product.Product;
import dev.jeton.bench.report.Csv;
import dev.jeton.bench.report.LineChart;
import dev.jeton.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;

/** All curves one after the other, and their drawings for the docs. */
public final class Growth {

    private static final Path DRAWINGS = Path.of("docs/performance");

    private Growth() {}

    public static void run(Path root) throws IOException, InterruptedException {
        Product.build(root);
        TokensInProcess.run();
        TokensInRedis.run();
        CallersOverHttp.run(root);
        ColdTenants.run(root);
        draw();
    }

    /** Only the drawings, from the CSVs that are there. */
    public static void draw() throws IOException {
        draw("tokens", "Cached token inside the process", "where", "tokens", "ns a hit");
        draw("tokens-heap", "Heap for each token that is held", "where", "tokens", "bytes");
        draw("redis-memory", "Memory in Redis for each token", "entries", "tokens", "bytes");
        draw("callers", "Cached token over HTTP", "route", "callers", "requests/s");
        draw("callers-wait", "What one call in a hundred waits for at least", "route", "callers", "p99 ms");
        draw("cold", "New tenants, provider answers at once", "state", "callers", "tenants/s");
    }

    /** The lines of {@code name}.csv, whose part after a hyphen only tells the drawing from its siblings. */
    private static void draw(String name, String title, String by, String x, String y) throws IOException {
        String table = name.replace("-heap", "").replace("-wait", "");
        Csv csv = Csv.read(Table.FOLDER.resolve("growth-" + table + ".csv"));
        Path file = DRAWINGS.resolve(name + ".svg");
        new LineChart(title, x, y, csv.lines(by, x, y)).writeTo(file);
        System.out.println("drawn: " + file);
    }
}
