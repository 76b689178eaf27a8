package dev.jeton.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain of 30 records in three segments, and what can be done to it. */
final class ChainCheckTest {

    private static final int RECORDS = 30;
    private static final int FLIPS = 100;
    private static final long SEGMENT_BYTES = 3_300;

    @TempDir
    Path directory;

    @BeforeEach
    void writeAChain() throws IOException {
        Records.write(directory, SEGMENT_BYTES, RECORDS);
        assertThat(Records.segments(directory)).hasSize(3);
    }

    /** Something that is done to the files. */
    interface Tampering {
        void with(Path directory, List<Path> segments) throws IOException;
    }

    private interface LineTampering {
        void with(List<String> lines) throws IOException;
    }

    /** In the middle segment. */
    private static Tampering middle(LineTampering tampering) {
        return (directory, segments) -> {
            List<String> lines = new ArrayList<>(Files.readAllLines(segments.get(1)));
            tampering.with(lines);
            Files.write(segments.get(1), lines);
        };
    }

    private static Tampering newest(LineTampering tampering) {
        return (directory, segments) -> {
            List<String> lines = new ArrayList<>(Files.readAllLines(segments.getLast()));
            tampering.with(lines);
            Files.write(segments.getLast(), lines);
        };
    }

    private static Arguments row(String name, Tampering tampering, String finding) {
        return argumentSet(name, tampering, finding);
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                row(
                        "a record is changed",
                        middle(lines -> lines.set(3, lines.get(3).replace("acme", "acne"))),
                        "line 5: does not follow the line before it"),
                row(
                        "the last record is changed",
                        newest(lines ->
                                lines.set(lines.size() - 1, lines.getLast().replace("ok", "no"))),
                        "is not what the head says"),
                row("a record is removed", middle(lines -> lines.remove(4)), "line 5: has number "),
                row("the first of a segment is removed", middle(List::removeFirst), "line 1: has number "),
                row("two records change places", middle(lines -> Collections.swap(lines, 2, 3)), "line 3: has number "),
                row("a record stands twice", middle(lines -> lines.add(3, lines.get(2))), "line 4: has number "),
                row("a line is added", middle(lines -> lines.add(2, "{\"who\":\"me\"}")), "line 3: is no record"),
                row("an empty line is added", middle(lines -> lines.add(2, "")), "line 3: is no record"),
                row("the last records are removed", newest(List::removeLast), "are missing"),
                row(
                        "the last record is cut off",
                        (directory, segments) -> {
                            byte[] bytes = Files.readAllBytes(segments.getLast());
                            Files.write(segments.getLast(), java.util.Arrays.copyOf(bytes, bytes.length - 20));
                        },
                        "torn"),
                row(
                        "the end of a segment is cut off",
                        (directory, segments) -> {
                            byte[] bytes = Files.readAllBytes(segments.getFirst());
                            Files.write(segments.getFirst(), java.util.Arrays.copyOf(bytes, bytes.length - 20));
                        },
                        "has no end"),
                row(
                        "a segment is emptied",
                        (directory, segments) -> Files.write(segments.get(1), new byte[0]),
                        "line 1: has number "),
                row(
                        "a segment is removed",
                        (directory, segments) -> Files.delete(segments.get(1)),
                        "line 1: has number "),
                row(
                        "the newest segment is removed",
                        (directory, segments) -> Files.delete(segments.getLast()),
                        "are missing"),
                row(
                        "all segments are removed",
                        (directory, segments) -> {
                            for (Path segment : segments) {
                                Files.delete(segment);
                            }
                        },
                        "head: records 1 to 30 are missing"),
                row(
                        "the head is removed",
                        (directory, segments) -> Files.delete(directory.resolve("head")),
                        "head: missing"),
                row(
                        "the head is of another chain",
                        (directory, segments) -> Files.writeString(
                                directory.resolve("head"), "%020d %s\n".formatted(12, "a".repeat(64))),
                        "is not what the head says"),
                row(
                        "a chain of the same length is put in its place, but for the head",
                        (directory, segments) -> {
                            Path forged = Files.createDirectory(directory.resolve("forged"));
                            Files.copy(directory.resolve("head"), directory.resolve("old"));
                            try (ChainWriter chain =
                                    ChainWriter.resume(new AuditDirectory(forged), Long.MAX_VALUE, 0)) {
                                for (int i = 0; i < RECORDS; i++) {
                                    chain.append(List.of(Records.numbered(i + 1)));
                                }
                            }
                            for (Path segment : segments) {
                                Files.delete(segment);
                            }
                            Files.move(Records.segments(forged).getFirst(), segments.getFirst());
                        },
                        "is not what the head says"));
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    @DisplayName("106 whatever is done to the files is found, with its place")
    void tamperingIsFound(Tampering tampering, String finding) throws IOException {
        assertThat(ChainCheck.check(directory).brokenOrNull()).isNull();

        tampering.with(directory, Records.segments(directory));

        assertThat(ChainCheck.check(directory).brokenOrNull())
                .isNotNull()
                .contains(finding)
                .matches("(audit-[0-9]{16}\\.jsonl line [0-9]+|head): .*");
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    @DisplayName("106 a broker that goes on with files that were tampered with does not cover it up")
    void tamperingStaysVisible(Tampering tampering, String finding) throws IOException {
        tampering.with(directory, Records.segments(directory));
        Records.write(directory, SEGMENT_BYTES, 20);

        ChainCheck.Finding found = ChainCheck.check(directory);

        assertThat(found.brokenOrNull() != null || !found.notes().isEmpty())
                .as(finding)
                .isTrue();
    }

    @Test
    @DisplayName("106 one changed byte anywhere is found")
    void anyByte() throws IOException {
        Random random = new Random(42);
        int missed = 0;
        for (int i = 0; i < FLIPS; i++) {
            List<Path> files = new ArrayList<>(Records.segments(directory));
            files.add(directory.resolve("head"));
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            byte[] changed = bytes.clone();
            // The last one is the end of a line, and for those the check waits a moment.
            changed[random.nextInt(changed.length - 1)] ^= (byte) (1 << random.nextInt(7));
            Files.write(file, changed);
            missed += ChainCheck.check(directory).brokenOrNull() == null ? 1 : 0;
            Files.write(file, bytes);
        }
        System.out.printf("%d checked, %d violated%n", FLIPS, missed);
        assertThat(missed).isZero();
        assertThat(ChainCheck.check(directory).brokenOrNull()).isNull();
    }

    @Test
    @DisplayName("a whole chain is whole, also where its oldest segments have been moved away")
    void whole() throws IOException {
        assertThat(ChainCheck.check(directory))
                .extracting(ChainCheck.Finding::records, ChainCheck.Finding::first, ChainCheck.Finding::brokenOrNull)
                .containsExactly(30L, 1L, null);
        long before = Files.readAllLines(Records.segments(directory).getFirst()).size();
        Files.delete(Records.segments(directory).getFirst());

        assertThat(ChainCheck.check(directory))
                .extracting(ChainCheck.Finding::records, ChainCheck.Finding::first, ChainCheck.Finding::brokenOrNull)
                .containsExactly(30 - before, before + 1, null);
    }

    @Test
    @DisplayName("12 a line that a crash has torn is set aside and noted, and the chain goes on before it")
    void tornLine() throws IOException {
        Path newest = Records.segments(directory).getLast();
        Files.writeString(newest, "{\"seq\":31,\"prev\":\"half", java.nio.file.StandardOpenOption.APPEND);

        Records.write(directory, SEGMENT_BYTES, 1);

        ChainCheck.Finding finding = ChainCheck.check(directory);
        assertThat(finding.brokenOrNull()).isNull();
        assertThat(finding.records()).isEqualTo(32);
        assertThat(finding.notes()).singleElement().asString().contains("torn-0000000000000031");
        assertThat(directory.resolve("torn-0000000000000031")).hasContent("{\"seq\":31,\"prev\":\"half");
    }

    @Test
    @DisplayName(
            "12 a crash between the lines and the head, or before the first line of a segment, is no break and no note")
    void crashes() throws IOException {
        byte[] head = Files.readAllBytes(directory.resolve("head"));
        Records.write(directory, Long.MAX_VALUE, 3);
        Files.write(directory.resolve("head"), head);
        assertThat(ChainCheck.check(directory).brokenOrNull()).isNull();
        Records.write(directory, Long.MAX_VALUE, 1);
        Files.createFile(new AuditDirectory(directory).segment(35).file());
        assertThat(ChainCheck.check(directory).brokenOrNull()).isNull();
        Records.write(directory, Long.MAX_VALUE, 1);

        ChainCheck.Finding finding = ChainCheck.check(directory);
        assertThat(finding.brokenOrNull()).isNull();
        assertThat(finding.notes()).isEmpty();
        assertThat(finding.records()).isEqualTo(35);
    }
}
