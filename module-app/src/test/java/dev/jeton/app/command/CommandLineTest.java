package dev.jeton.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.app.settings.SettingsReader;
import dev.jeton.app.settings.WrongSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandLineTest {

    /** What the command line writes, to either stream, and its exit code in front. */
    private static String run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(bytes, true, UTF_8);
        try {
            System.setOut(both);
            System.setErr(both);
            int code = JetonCommand.run(arguments);
            return code + " " + bytes.toString(UTF_8);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--version",
        "serve --version",
        "dev --version",
        "keys --version",
        "keys generate --version",
        "grant --version",
        "credentials put --version"
    })
    @DisplayName("the version is the build's, whichever command is asked")
    void version(String line) {
        assertThat(run(line.split(" ", -1))).matches("0 jeton [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
    }

    @ParameterizedTest
    @CsvSource({
        "frobnicate",
        "--frobnicate",
        "serve --frobnicate",
        "serve --config",
        "''",
        "keys",
        "keys frobnicate",
        "keys generate x",
        "keys reencrypt x",
        "grant",
        "grant show --type qontak",
        "grant show --tenant acme",
        "grant show --type Q! --tenant acme",
        "grant show --type qontak --tenant -",
        "grant list --broker redis://x",
        "grant list --broker http://user:c4nary@x",
        "audit",
        "audit frobnicate",
        "audit verify x",
        "audit verify --data-dir",
        "credentials",
        "credentials put --type genesys"
    })
    @DisplayName("wrong usage is 2 and says who complains")
    void wrongUsage(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).startsWith("2 jeton: ");
    }

    @ParameterizedTest
    @CsvSource({"serve --help", "dev --help", "keys generate --help", "keys reencrypt --help", "grant import --help"})
    @DisplayName("the help tells where settings are documented, and the exit codes")
    void help(String line) {
        assertThat(run(line.split(" ", -1))).startsWith("0 ").contains("README", "1 could not start or not do it");
    }

    @Test
    @DisplayName(
            "99 keys generate prints one line, which is a key that ENCRYPTION_KEYS takes, and another at each call")
    void keysGenerate() throws WrongSettings {
        String one = run("keys", "generate");
        String other = run("keys", "generate");

        assertThat(one).matches("0 k[0-9]{8}-[0-9a-f]{4}:[A-Za-z0-9+/]{43}=\\R").isNotEqualTo(other);
        String both = one.substring(2).strip() + "," + other.substring(2).strip();
        assertThat(SettingsReader.read(Map.of("ENCRYPTION_KEYS", both), null)
                        .storage()
                        .encryptionKeys())
                .isPresent();
    }

    private static String complaint(Exception failure) {
        StringWriter text = new StringWriter();
        int code = Complaint.couldNotStart(failure, new PrintWriter(text, true)::println);
        return code + " " + text;
    }

    @Test
    @DisplayName("117 what keeps a broker from starting is a line each, and never null")
    void complaints() {
        assertThat(complaint(new WrongSettings(List.of("A: x", "B: y"))).lines())
                .containsExactly("1 jeton: A: x", "jeton: B: y");
        assertThat(complaint(new IOException("no room")).strip()).isEqualTo("1 jeton: no room");
        assertThat(complaint(new IllegalStateException()).strip()).isEqualTo("1 jeton: IllegalStateException");
    }
}
