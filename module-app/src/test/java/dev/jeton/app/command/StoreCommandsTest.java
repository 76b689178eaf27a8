package dev.jeton.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.TimeSource;
import dev.jeton.crypto.EncryptionKey;
import dev.jeton.testkit.secret.Canaries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

final class StoreCommandsTest {

    private static final String ACME = "--type qontak --tenant acme";

    @TempDir
    Path directory;

    private final Canaries canaries = new Canaries();
    private Path settings;

    /** The build points java.io.tmpdir into its own folder, which need not be there yet, and SQLite would complain of that. */
    @BeforeAll
    static void temporaryDirectory() throws IOException {
        Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @BeforeEach
    void settings() throws IOException {
        settings = write(newKey());
    }

    private static String newKey() {
        return EncryptionKey.generate(TimeSource.system()).reveal(String::new);
    }

    private Path write(String keys) throws IOException {
        return Files.writeString(
                directory.resolve("jeton.properties"),
                "data.dir = " + directory.resolve("data") + "\nencryption.keys = " + keys + "\n");
    }

    @AfterEach
    void somethingWasSearched() {
        canaries.assertSearched();
    }

    /** What is written to either stream, with the exit code in front; no secret may be in it. */
    private String run(String line, String stdin) {
        List<String> arguments = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
        arguments.add("--config");
        arguments.add(settings.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        PrintStream both = new PrintStream(bytes, true, UTF_8);
        try {
            System.setOut(both);
            System.setErr(both);
            System.setIn(new ByteArrayInputStream(stdin.getBytes(UTF_8)));
            String said = JetonCommand.run(arguments.toArray(String[]::new)) + " " + bytes.toString(UTF_8);
            canaries.assertNoneIn(line, said);
            return said;
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        }
    }

    @Test
    @DisplayName("C-06 C-11 a connection is imported, shown, replaced, listed and forgotten")
    void grants() throws IOException {
        assertThat(run("grant show " + ACME, "")).isEqualTo("1 jeton: qontak:acme is not connected\n");
        assertThat(run("grant import " + ACME, canaries.secret("first") + "\n"))
                .isEqualTo("0 qontak:acme is connected\n");
        assertThat(run("grant import " + ACME, canaries.secret("second")))
                .startsWith("1 jeton: qontak:acme is connected already; jeton grant replace ");
        assertThat(run("grant show " + ACME + " --json", ""))
                .isEqualTo("0 {\"type\":\"qontak\",\"tenantId\":\"acme\",\"state\":\"active\",\"generation\":1,"
                        + "\"expiresAt\":null,\"fingerprint\":null,\"lastError\":null}\n");
        Path file = Files.writeString(directory.resolve("token"), canaries.secret("third"));
        assertThat(run("grant replace " + ACME + " --from-file " + file, "")).startsWith("0 ");
        assertThat(run(
                        "grant import --type qontak --tenant a-much-longer-name --from-file -",
                        canaries.secret("other")))
                .startsWith("0 ");
        assertThat(run("grant list", "").lines())
                .containsExactly(
                        "0 TYPE    TENANT              STATE   GENERATION  EXPIRES  FINGERPRINT  LAST ERROR",
                        "qontak  a-much-longer-name  active  1           -        -            -",
                        "qontak  acme                active  2           -        -            -");
        assertThat(run("grant forget " + ACME, "")).isEqualTo("0 qontak:acme is forgotten\n");
        assertThat(run("grant forget " + ACME, "")).isEqualTo("1 jeton: qontak:acme is not connected\n");
    }

    @Test
    @DisplayName("C-06 what is no refresh token, or of a type without them, is refused in a sentence")
    void refused() {
        assertThat(run("grant import " + ACME, " \n")).isEqualTo("1 jeton: stdin is empty\n");
        assertThat(run("grant import " + ACME + " --from-file /nowhere/token", ""))
                .isEqualTo("1 jeton: /nowhere/token: no such file\n");
        assertThat(run("grant import --type genesys --tenant acme", canaries.secret("token")))
                .isEqualTo("1 jeton: type: must be one of qontak\n");
        assertThat(run("grant import " + ACME, canaries.secret("long") + "x".repeat(70_000)))
                .isEqualTo("1 jeton: stdin holds more than 64 KiB\n");
    }

    @Test
    @DisplayName("credentials are put, their fields shown, listed and deleted")
    void credentials() {
        String json = "{\"clientId\":\"" + canaries.secret("id") + "\",\"clientSecret\":\"" + canaries.secret("secret")
                + "\"}";
        String genesys = "--type genesys --tenant acme";

        assertThat(run("credentials put " + genesys, json)).isEqualTo("0 the credentials of genesys:acme are kept\n");
        assertThat(run("credentials show " + genesys, "").lines())
                .containsExactly("0 TYPE     TENANT  FIELDS", "genesys  acme    clientId, clientSecret");
        assertThat(run("credentials list --json", ""))
                .isEqualTo("0 {\"credentials\":[{\"type\":\"genesys\",\"tenantId\":\"acme\"}]}\n");
        assertThat(run("credentials put --type genesis --tenant acme", json))
                .isEqualTo("1 jeton: type: must be one of genesys, qontak, whatsapp\n");
        assertThat(run("credentials put " + genesys, json + json))
                .startsWith("1 jeton: the credentials must be a JSON");
        assertThat(run("credentials put " + genesys, "{\"id\":1}"))
                .startsWith("1 jeton: the credentials must be a JSON");
        assertThat(run("credentials delete " + genesys, "")).startsWith("0 ");
        assertThat(run("credentials show " + genesys, "")).startsWith("1 jeton: there are no credentials");
    }

    @Test
    @DisplayName("without keys that seal there are no first-party tokens, and commands say so")
    void identityNeedsKeys() throws IOException {
        settings = write("off");

        for (String command : List.of("key list", "key create --name orders", "identity clean-up")) {
            assertThat(run(command, "")).startsWith("1 jeton: ").contains("ENCRYPTION_KEYS");
        }
    }

    @Test
    @DisplayName("117 an action that there is not is refused with those that there are, and no key is made")
    void unknownActions() {
        assertThat(run("key create --name orders --actions token:raed", ""))
                .startsWith("2 jeton: actions: must be of admin, ")
                .contains("token:read, ");
        assertThat(run("key list", "").lines()).hasSize(1);
    }

    @Test
    @DisplayName("98 with the old key behind the new one all is sealed anew, and then the old one can go")
    void reencrypt() throws IOException {
        String old = newKey();
        settings = write(old);
        assertThat(run("grant import " + ACME, canaries.secret("token"))).startsWith("0 ");
        assertThat(run("credentials put --type genesys --tenant acme", "{\"id\":\"" + canaries.secret("id") + "\"}"))
                .startsWith("0 ");
        String newest = newKey();
        settings = write(newest);
        assertThat(run("keys reencrypt", ""))
                .contains("jeton: unreadable: grant of qontak:acme: ")
                .contains("0 re-encrypted, 0 already current, 2 unreadable\n")
                .startsWith("1 ");
        assertThat(run("grant show " + ACME, "")).startsWith("1 jeton: the grant of qontak:acme cannot be read");

        settings = write(newest + "," + old);
        assertThat(run("keys reencrypt", ""))
                .startsWith("0 ")
                .contains("database: 0 %, 0 of 2\n", "database: 100 %, 2 of 2\n")
                .contains("2 re-encrypted, 0 already current, 0 unreadable\n");
        assertThat(run("keys reencrypt", "")).contains("0 re-encrypted, 2 already current, 0 unreadable\n");
        settings = write(newest);
        assertThat(run("grant show " + ACME, "")).startsWith("0 ");
        settings = write("off");
        assertThat(run("keys reencrypt", "")).startsWith("1 jeton: ENCRYPTION_KEYS: must be set to keys");
    }

    @Test
    @DisplayName("no command has an option that takes a secret, and one that is written down is not repeated")
    void noSecretInArguments() {
        Set<String> options = new TreeSet<>();
        collect(JetonCommand.line().getCommandSpec(), options);

        assertThat(options)
                .containsExactly(
                        "--actions",
                        "--broker",
                        "--config",
                        "--data-dir",
                        "--from",
                        "--from-file",
                        "--id",
                        "--name",
                        "--tenant",
                        "--tenants",
                        "--to",
                        "--ttl",
                        "--type",
                        "--types",
                        "--user",
                        "--users");
        for (String command : List.of("grant import", "grant replace", "credentials put")) {
            for (String mistake : List.of(canaries.secret("positional"), "--token=" + canaries.secret("option"))) {
                String said = run(command + " " + ACME + " " + mistake, "");
                assertThat(said).startsWith("2 jeton: ").contains("never taken from the command line");
            }
        }
    }

    /** The names of all options that take a value; there are no arguments without a name. */
    private static void collect(CommandSpec spec, Set<String> names) {
        assertThat(spec.positionalParameters()).isEmpty();
        spec.options().stream()
                .filter(option -> option.arity().max() > 0)
                .forEach(option -> names.add(option.longestName()));
        spec.subcommands().values().forEach(sub -> collect(sub.getCommandSpec(), names));
    }
}
