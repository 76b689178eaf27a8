package dev.jeton.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

    private static String told(boolean terminal, int total) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressLine line = new ProgressLine("database", new PrintStream(bytes, true, UTF_8), terminal);
        for (int done = 0; done <= total; done++) {
            line.at(done, total);
        }
        return bytes.toString(UTF_8);
    }

    @Test
    @DisplayName("98 without a terminal there is a line every tenth, however many entries there are")
    void lines() {
        assertThat(told(false, 12_345).lines())
                .hasSize(11)
                .startsWith("database: 0 %, 0 of 12345")
                .endsWith("database: 100 %, 12345 of 12345");
        assertThat(told(false, 0)).isEqualTo("database: 100 %, 0 of 0\n");
    }

    @Test
    @DisplayName("98 on a terminal one line is written again for every hundredth, and ended once")
    void bar() {
        String bar = told(true, 1_000);

        assertThat(bar.split("\r", -1)).hasSize(102);
        assertThat(bar).endsWith("\rdatabase [##############################] 100 %, 1000 of 1000\n");
        assertThat(bar).contains("\rdatabase [###############...............] 50 %, 500 of 1000");
    }
}
