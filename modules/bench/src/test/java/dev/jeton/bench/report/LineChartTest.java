package dev.jeton.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class LineChartTest {

    @TempDir
    private Path folder;

    @Test
    void everyRowIsAPointOfItsLine() throws Exception {
        Path file = folder.resolve("some.csv");
        Files.writeString(file, "state,callers,tenants/s\nmemory,1,100\nmemory,10,1000\nRedis,1,50\n");
        LineChart chart =
                new LineChart("A < B", "callers", "tenants/s", Csv.read(file).lines("state", "callers", "tenants/s"));

        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())));

        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        // Three points, and two in the legend.
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(5);
        assertThat(svg.getDocumentElement().getTextContent()).contains("A < B", "Redis", "callers", "tenants/s");
    }

    @Test
    void anAxisReachesOverWholePowersOfTen() {
        Axis axis = Axis.over("x", List.of(20.0, 3_000.0), 0, 300);
        assertThat(axis.ticks()).containsExactly(10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(axis.pixel(100)).isEqualTo(100, within(1e-9));
        assertThat(axis.pixel(0)).isZero();
        assertThat(DoubleStream.of(0.01, 1, 1_000, 10_000_000).mapToObj(Axis::text))
                .containsExactly("0.01", "1", "1 k", "10 M");
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        Csv csv = new Csv(List.of("a"), List.of(List.of("1")));
        assertThatThrownBy(() -> csv.lines("a", "a", "b")).hasMessageContaining("no column b");
    }
}
