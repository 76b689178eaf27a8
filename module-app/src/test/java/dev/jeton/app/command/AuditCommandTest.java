package dev.jeton.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.app.http.LocalBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditCommandTest {

    @TempDir
    Path data;

    private static String run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(bytes, true, UTF_8);
        try {
            System.setOut(both);
            System.setErr(both);
            int code = JetonCommand.run(arguments);
            // The broker beside it logs to the same stream.
            return code + " " + bytes.toString(UTF_8).replaceAll("(?m)^.* jeton\\.request - .*\\R", "");
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String verify() {
        return run("audit", "verify", "--data-dir", data.toString());
    }

    @Test
    @DisplayName("audit verify says that the chain is whole, beside a broker that writes it, or where it is broken")
    void verifies() throws IOException {
        assertThat(verify()).isEqualTo("1 jeton: " + data.resolve("audit") + ": there is no audit\n");
        try (LocalBroker broker =
                LocalBroker.start(Map.of("AUDIT", "file", "AUDIT_FAILURE", "refuse", "DATA_DIR", data.toString()))) {
            for (int i = 0; i < 3; i++) {
                broker.token("{\"tenantId\":\"acme\",\"type\":\"whatsapp\"}");
            }
            assertThat(verify()).matches("0 3 records, chain whole\nlast: 3 [0-9a-f]{64}\n");
        }
        Path settings = Files.writeString(data.resolve("jeton.properties"), "data.dir = " + data + "\n");
        assertThat(run("audit", "verify", "--config", settings.toString())).startsWith("0 3 records, chain whole\n");

        Path segment = data.resolve("audit").resolve("audit-0000000000000001.jsonl");
        Files.writeString(segment, Files.readString(segment).replaceFirst("acme", "acne"));
        assertThat(verify())
                .isEqualTo(
                        "1 jeton: 1 records are whole, then the chain is broken: audit-0000000000000001.jsonl line 2: "
                                + "does not follow the line before it; one of the two was changed\n");
    }
}
