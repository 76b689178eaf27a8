package dev.jeton.bench.report;

import dev.jeton.bench.report.Csv.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lines over two logarithmic axes as SVG, with colours that can be told apart on a light page and on a dark one. */
public record LineChart(String title, String x, String y, Map<String, List<Point>> lines) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = 190;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final List<String> COLOURS =
            List.of("#2f81f7", "#d9730d", "#2da44e", "#bf4b8a", "#8250df", "#8a8a8a");

    /** The page's own colours would not reach into an image, hence the media query. */
    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #1f2328 }
              .title { font-size: 15px; font-weight: 600 }
              .grid { stroke: #d0d7de; stroke-width: 1 }
              .line { fill: none; stroke-width: 2 }
              .page { fill: #ffffff }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .grid { stroke: #3d444d } .page { fill: #0d1117 }
              }
            </style>
            """;

    public void writeTo(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg());
    }

    String svg() {
        Axis across = Axis.over(x, all(Point::x), LEFT, WIDTH - RIGHT);
        Axis up = Axis.over(y, all(Point::y), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder(4096)
                .append(element(String.format(
                        Locale.ROOT,
                        "svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'",
                        WIDTH,
                        HEIGHT)))
                .append(STYLE)
                .append(element("rect class='page' width='100%' height='100%'/"));
        svg.append(text(LEFT, 24, "title", "start", title));
        grid(svg, across, up);
        lines(svg, across, up);
        return svg.append("</svg>\n").toString();
    }

    private List<Double> all(Function<Point, Double> coordinate) {
        return lines.values().stream().flatMap(List::stream).map(coordinate).toList();
    }

    private static void grid(StringBuilder svg, Axis across, Axis up) {
        for (double tick : across.ticks()) {
            double at = across.pixel(tick);
            svg.append(stroke(at, TOP, at, HEIGHT - BOTTOM));
            svg.append(text(at, HEIGHT - BOTTOM + 18, "tick", "middle", Axis.text(tick)));
        }
        for (double tick : up.ticks()) {
            double at = up.pixel(tick);
            svg.append(stroke(LEFT, at, WIDTH - RIGHT, at));
            svg.append(text(LEFT - 8, at + 4, "tick", "end", Axis.text(tick)));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "label", "middle", across.label()));
        svg.append(text(LEFT, TOP - 8, "label", "end", up.label()));
    }

    private void lines(StringBuilder svg, Axis across, Axis up) {
        int i = 0;
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            List<Point> points = line.getValue();
            String colour = COLOURS.get(i % COLOURS.size());
            String path = points.stream()
                    .map(point -> number(across.pixel(point.x())) + "," + number(up.pixel(point.y())))
                    .collect(Collectors.joining(" "));
            svg.append(element(
                    String.format(Locale.ROOT, "polyline class='line' stroke='%s' points='%s'/", colour, path)));
            points.forEach(point -> svg.append(dot(3, colour, across.pixel(point.x()), up.pixel(point.y()))));
            int row = TOP + 10 + 20 * i;
            svg.append(dot(5, colour, WIDTH - RIGHT + 16, row));
            svg.append(text(WIDTH - RIGHT + 28, row + 4, "legend", "start", line.getKey()));
            i++;
        }
    }

    private static String stroke(double x1, double y1, double x2, double y2) {
        return element(String.format(
                Locale.ROOT, "line class='grid' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/", x1, y1, x2, y2));
    }

    private static String dot(int radius, String colour, double x, double y) {
        return element(
                String.format(Locale.ROOT, "circle r='%d' fill='%s' cx='%.1f' cy='%.1f'/", radius, colour, x, y));
    }

    private static String text(double x, double y, String kind, String anchor, String content) {
        String escaped = content.replace("&", "&amp;").replace("<", "&lt;");
        return element(String.format(
                                Locale.ROOT, "text class='%s' text-anchor='%s' x='%.1f' y='%.1f'", kind, anchor, x, y))
                        .stripTrailing()
                + escaped + "</text>\n";
    }

    private static String element(String content) {
        return "<" + content + ">\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
