package dev.jeton.providers.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.secret.Canaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFileTest {
    private final RecordingEvents events = new RecordingEvents();
    private final Canaries canaries = new Canaries();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void create() throws IOException {
        file = directory.resolve("credentials.json");
        write("first");
    }

    /** Secrets of different lengths, so that no two edits look alike to a file system with coarse time. */
    private void write(String secret) throws IOException {
        Files.writeString(
                file, "{\"tenants\":{\"acme\":{\"genesys\":{\"clientSecret\":\"c4nary-" + secret + "\"},\"flat\":7}}}");
    }

    private static Optional<Credentials> find(CredentialsFile source, String provider, String tenant) {
        return source.find(
                TokenKey.of(provider, tenant),
                CorrelationId.random(),
                Deadline.in(java.time.Duration.ofSeconds(1), TimeSource.system()));
    }

    private static String secretIn(CredentialsFile source) {
        try (Credentials found = find(source, "genesys", "acme").orElseThrow()) {
            return found.text("clientSecret").orElseThrow();
        }
    }

    @Test
    @DisplayName("B-04 tenants and types that are not in the file are told apart")
    void absent() throws IOException {
        CredentialsFile source = CredentialsFile.open(file, events);
        assertThatThrownBy(() -> find(source, "genesys", "nobody")).isInstanceOf(TenantNotFound.class);
        assertThat(find(source, "whatsapp", "acme")).isEmpty();
        assertThat(find(source, "flat", "acme")).isEmpty();
    }

    @Test
    @DisplayName("CREDENTIALS_FILE a change is seen by the next look-up, and told once")
    void change() throws IOException {
        CredentialsFile source = CredentialsFile.open(file, events);
        assertThat(secretIn(source)).isEqualTo("c4nary-first");
        write("number-two");
        assertThat(secretIn(source)).isEqualTo("c4nary-number-two");
        assertThat(secretIn(source)).isEqualTo("c4nary-number-two");
        assertThat(events.of(TokenEvent.FileReloaded.class))
                .singleElement()
                .satisfies(reloaded -> assertThat(reloaded.accepted()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"tenants\":[]}", "{\"tenant\":{}}", "{\"tenants\":{}} c4nary", "c4nary"})
    @DisplayName(
            "CREDENTIALS_FILE a broken edit leaves the last good one in force, and is told once without quoting it")
    void brokenEdit(String broken) throws IOException {
        CredentialsFile source = CredentialsFile.open(file, events);
        Files.writeString(file, broken);
        for (int i = 0; i < 3; i++) {
            assertThat(secretIn(source)).isEqualTo("c4nary-first");
        }
        List<TokenEvent.FileReloaded> told = events.of(TokenEvent.FileReloaded.class);
        assertThat(told)
                .singleElement()
                .satisfies(event -> assertThat(event.accepted()).isFalse());
        told.forEach(event -> canaries.assertNoneIn("the event", event.reason()));
        write("mended-again");
        assertThat(secretIn(source)).isEqualTo("c4nary-mended-again");
    }

    @Test
    @DisplayName("fault 67 an edit with a depth of 100 000 leaves the last good one in force")
    void depth() throws IOException {
        CredentialsFile source = CredentialsFile.open(file, events);
        Files.writeString(file, "{\"a\":".repeat(100_000));
        assertThat(secretIn(source)).isEqualTo("c4nary-first");
    }

    @Test
    @DisplayName("CREDENTIALS_FILE a file that is removed and comes back is read again")
    void removedAndBack() throws IOException {
        CredentialsFile source = CredentialsFile.open(file, events);
        Path aside = directory.resolve("aside.json");
        Files.move(file, aside);
        assertThat(secretIn(source)).isEqualTo("c4nary-first");
        assertThat(secretIn(source)).isEqualTo("c4nary-first");
        Files.move(aside, file);
        assertThat(secretIn(source)).isEqualTo("c4nary-first");
        assertThat(events.of(TokenEvent.FileReloaded.class))
                .extracting(TokenEvent.FileReloaded::accepted)
                .containsExactly(false, true);
    }

    @Test
    @DisplayName("CREDENTIALS_FILE an atomic replacement is seen although size and time are the same")
    void atomicReplacement() throws IOException {
        CredentialsFile source = CredentialsFile.open(file, events);
        Path other = directory.resolve("other.json");
        Files.writeString(other, Files.readString(file).replace("first", "other"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(secretIn(source)).isEqualTo("c4nary-other");
    }

    @Test
    @DisplayName("CREDENTIALS_FILE a file that cannot be read at the start is told, and not quoted")
    void wrongAtTheStart() throws IOException {
        Files.writeString(file, "{\"tenants\":\"c4nary\"}");
        assertThatThrownBy(() -> CredentialsFile.open(file, events))
                .isInstanceOf(IOException.class)
                .hasMessage("no object \"tenants\"");
        assertThatThrownBy(() -> CredentialsFile.open(directory.resolve("absent"), events))
                .isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("B-13 what one caller wipes is another one's still, also while the file changes")
    void ownCopies() throws IOException {
        CredentialsFile source = CredentialsFile.open(file, events);
        Credentials mine = find(source, "genesys", "acme").orElseThrow();
        write("number-two");
        List<String> seen = Burst.of(50, i -> secretIn(source)).orFail();
        assertThat(seen).containsOnly("c4nary-number-two");
        assertThat(mine.text("clientSecret")).contains("c4nary-first");
        mine.close();
        assertThat(source.toString()).doesNotContain("c4nary");
    }
}
