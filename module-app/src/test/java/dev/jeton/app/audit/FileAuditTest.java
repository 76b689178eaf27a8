package dev.jeton.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.app.audit.AuditSettings.OnFailure;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FileAuditTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path directory;

    private Path audit() {
        return directory.resolve("data").resolve("audit");
    }

    private static double lost(MeterRegistry registry) {
        return registry.counter("jeton.audit.records", "result", "lost").count();
    }

    /** The disk is full for the first segment. */
    private Path fillDisk() throws IOException {
        assumeTrue(Files.exists(FULL), "there is no device that is always full");
        Files.createDirectories(audit());
        return Files.createSymbolicLink(new AuditDirectory(audit()).segment(1).file(), FULL);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of records that come at once none is lost, and all follow each other")
    void nothingIsLost(OnFailure onFailure) throws IOException {
        int threads = 20;
        int each = 50;
        long all = 1_000;
        try (FileAudit audit = Records.open(audit(), onFailure)) {
            Burst.of(threads, thread -> {
                        for (int i = 0; i < each; i++) {
                            audit.record(Records.numbered(thread * each + i));
                        }
                        return thread;
                    })
                    .orFail();
        }

        ChainCheck.Finding finding = ChainCheck.check(audit());
        System.out.printf("%d checked, %d violated%n", all, all - finding.records());
        assertThat(finding.brokenOrNull()).isNull();
        assertThat(finding.records()).isEqualTo(all);
        assertThat(Records.lines(audit()).stream()
                        .map(line -> line.replaceAll(".*\"id-([0-9]+)\".*", "$1"))
                        .distinct())
                .hasSize((int) all);
    }

    @Test
    @DisplayName("I9 where it must be recorded, the line is in the file when record returns")
    void recordedBeforeTheAnswer() throws IOException {
        try (FileAudit audit = Records.open(audit(), OnFailure.REFUSE)) {
            Burst<Boolean> burst = Burst.of(100, number -> {
                audit.record(Records.numbered(number));
                return Records.lines(audit()).stream().anyMatch(line -> line.contains("\"id-" + number + "\""));
            });
            long violated = burst.orFail().stream().filter(written -> !written).count();
            System.out.printf("%d checked, %d violated%n", 100, violated);
            assertThat(violated).isZero();
            assertThat(ChainCheck.check(audit()).brokenOrNull()).isNull();
        }
    }

    @Test
    @DisplayName("a line says who, what, for whom, which token, from where, how it ended and when, and follows another")
    void theLine() throws IOException {
        try (FileAudit audit = Records.open(audit(), OnFailure.REFUSE)) {
            audit.record(Records.numbered(1));
            audit.record(new AuditRecord(
                    0,
                    "a\"b\n",
                    "identity:write",
                    new AuditRecord.Subject(null, null, null, "user:u1"),
                    new AuditRecord.Outcome("forbidden", null, "id")));
        }
        List<String> lines = Records.lines(audit());

        assertThat(lines.getFirst())
                .isEqualTo("{\"seq\":1,\"prev\":\"" + "0".repeat(64) + "\",\"time\":\"2026-11-20T12:00:00.001Z\","
                        + "\"who\":\"service\",\"action\":\"token:read\",\"tenant\":\"acme\",\"type\":\"genesys\","
                        + "\"fingerprint\":\"0123456789abcdef\",\"source\":\"near\",\"outcome\":\"ok\","
                        + "\"correlationId\":\"id-1\"}");
        assertThat(lines.get(1))
                .isEqualTo("{\"seq\":2,\"prev\":\""
                        + Link.hashOf(lines.getFirst().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        + "\",\"time\":\"1970-01-01T00:00:00Z\",\"who\":\"a\\\"b\\n\",\"action\":\"identity:write\","
                        + "\"object\":\"user:u1\",\"outcome\":\"forbidden\",\"correlationId\":\"id\"}");
    }

    @Test
    @DisplayName("I6 the files are their owner's alone, and so is their directory, whoever made it")
    void ownerOnly() throws IOException {
        Files.createDirectories(audit());
        try (FileAudit audit = Records.open(audit(), OnFailure.REFUSE)) {
            audit.record(Records.numbered(1));
        }
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));

        try (var files = Files.list(audit())) {
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(audit())))
                .isEqualTo("rwx------");
    }

    @Test
    @DisplayName(
            "106 the disk is full: what must be recorded is refused, and taken again when there is room, which is noted")
    void fullDiskRefuses() throws IOException {
        Path full = fillDisk();
        MeterRegistry registry = new SimpleMeterRegistry();
        try (FileAudit audit = Records.open(Records.settings(audit(), OnFailure.REFUSE), registry)) {
            assertThatThrownBy(() -> audit.record(Records.numbered(1))).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(audit::admit)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageNotContaining(directory.toString());
            Files.delete(full);
            Eventually.passes(PATIENCE, () -> assertThat(isAdmitted(audit)).isTrue());
            audit.record(Records.numbered(2));
        }

        ChainCheck.Finding finding = ChainCheck.check(audit());
        assertThat(finding.brokenOrNull()).isNull();
        assertThat(finding.notes())
                .singleElement()
                .asString()
                .endsWith("1 records before this one were not answered for");
        assertThat(Records.lines(audit())).hasSize(2).last().asString().contains("\"id-2\"");
        assertThat(lost(registry)).isEqualTo(1);
    }

    private static boolean isAdmitted(FileAudit audit) {
        try {
            audit.admit();
            return true;
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    @Test
    @DisplayName(
            "106 the disk is full: what need not be recorded is done all the same, and how many are missing is noted")
    void fullDiskWarns() throws IOException {
        Path full = fillDisk();
        MeterRegistry registry = new SimpleMeterRegistry();
        try (FileAudit audit = Records.open(Records.settings(audit(), OnFailure.WARN), registry)) {
            for (int i = 0; i < 7; i++) {
                audit.admit();
                audit.record(Records.numbered(i));
            }
            Eventually.isTrue("seven are lost", PATIENCE, () -> lost(registry) == 7);
            Files.delete(full);
            Eventually.passes(
                    PATIENCE,
                    () -> assertThat(linesNow()).singleElement().asString().contains("7 records"));
            audit.record(Records.numbered(8));
        }

        assertThat(ChainCheck.check(audit()).brokenOrNull()).isNull();
        assertThat(Records.lines(audit())).hasSize(2).last().asString().contains("\"id-8\"");
    }

    private List<String> linesNow() {
        try {
            return Records.lines(audit());
        } catch (IOException e) {
            return List.of();
        }
    }

    @Test
    @DisplayName("106 a directory that cannot be made: the broker does not start where it must record, else it does")
    void noDirectory() throws IOException {
        Files.createDirectories(audit().getParent());
        Path inTheWay = Files.createFile(audit());

        assertThatThrownBy(() -> Records.open(audit(), OnFailure.REFUSE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be used");
        MeterRegistry registry = new SimpleMeterRegistry();
        try (FileAudit audit = Records.open(Records.settings(audit(), OnFailure.WARN), registry)) {
            audit.record(Records.numbered(1));
            Eventually.isTrue("it is lost", PATIENCE, () -> lost(registry) == 1);
            Files.delete(inTheWay);
            Eventually.passes(PATIENCE, () -> assertThat(linesNow()).hasSize(1));
        }
    }

    @Test
    @DisplayName("two processes cannot write one chain")
    void oneProcess() throws IOException {
        try (FileAudit audit = Records.open(audit(), OnFailure.REFUSE)) {
            assertThatThrownBy(() -> Records.open(audit(), OnFailure.REFUSE))
                    .hasMessageContaining("in use by another process");
            audit.record(Records.numbered(1));
        }
        try (FileAudit audit = Records.open(audit(), OnFailure.REFUSE)) {
            audit.record(Records.numbered(2));
        }
        assertThat(ChainCheck.check(audit()).records()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "106 a segment that somebody deletes, or writes to, while it is written is noticed, and shows in the chain")
    void somebodyElse() throws IOException {
        MeterRegistry registry = new SimpleMeterRegistry();
        AuditSettings settings = new AuditSettings(audit(), OnFailure.REFUSE, Duration.ZERO);
        try (FileAudit audit = Records.open(settings, registry)) {
            audit.record(Records.numbered(1));
            Path segment = Records.segments(audit()).getFirst();
            Files.writeString(segment, "forged\n", java.nio.file.StandardOpenOption.APPEND);
            assertThatThrownBy(() -> audit.record(Records.numbered(2))).isInstanceOf(StoreUnavailable.class);
            Eventually.passes(PATIENCE, () -> assertThat(isAdmitted(audit)).isTrue());
            audit.record(Records.numbered(3));
            Files.delete(Records.segments(audit()).getLast());
            assertThatThrownBy(() -> audit.record(Records.numbered(4))).isInstanceOf(StoreUnavailable.class);
            Eventually.passes(PATIENCE, () -> assertThat(isAdmitted(audit)).isTrue());
            audit.record(Records.numbered(5));
        }
        assertThat(ChainCheck.check(audit()).brokenOrNull()).contains("line 2: is no record");
    }
}
