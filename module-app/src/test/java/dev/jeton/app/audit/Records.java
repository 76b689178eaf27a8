package dev.jeton.app.audit;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.AuditSettings.OnFailure;
import dev.jeton.app.observe.AuditMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Records that a test has made up, and the lines that came of them. */
final class Records {

    private static final long NOON = 1_795_176_000_000L;

    private Records() {}

    static AuditRecord numbered(int number) {
        return new AuditRecord(
                NOON + number,
                "service",
                "token:read",
                new AuditRecord.Subject("acme", "genesys", "0123456789abcdef", null),
                new AuditRecord.Outcome("ok", "near", "id-" + number));
    }

    static AuditSettings settings(Path directory, OnFailure onFailure) {
        return new AuditSettings(directory, onFailure, Duration.ofSeconds(1));
    }

    static FileAudit open(Path directory, OnFailure onFailure) throws IOException {
        return open(settings(directory, onFailure), new SimpleMeterRegistry());
    }

    static FileAudit open(AuditSettings settings, MeterRegistry registry) throws IOException {
        TimeSource time = TimeSource.system();
        return FileAudit.open(settings, new AuditMetrics(registry, time), time);
    }

    /** A chain of {@code records} in segments of about {@code segmentBytes}, closed. */
    static void write(Path directory, long segmentBytes, int records) throws IOException {
        AuditDirectory files = new AuditDirectory(directory);
        files.make();
        try (ChainWriter chain = ChainWriter.resume(files, segmentBytes, NOON)) {
            for (int i = 0; i < records; i++) {
                chain.append(List.of(numbered(i)));
            }
        }
    }

    static List<Path> segments(Path directory) throws IOException {
        return new AuditDirectory(directory)
                .segments().stream().map(AuditDirectory.Segment::file).toList();
    }

    static List<String> lines(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path segment : segments(directory)) {
            lines.addAll(Files.readAllLines(segment));
        }
        return lines;
    }
}
