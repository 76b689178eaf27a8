package dev.jeton.bench.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the kernel counts as a process's memory (VmRSS), and the part of it that no file backs (RssAnon). */
public record ResidentMemory(long kibibytes, long anonymousKibibytes) {

    /** @throws IOException where there is no {@code /proc}: only Linux tells it this way */
    static ResidentMemory of(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            throw new IOException("memory is read from /proc, which this system does not have");
        }
        return parse(Files.readString(status));
    }

    static ResidentMemory parse(String status) throws IOException {
        return new ResidentMemory(number(status, "VmRSS:"), number(status, "RssAnon:"));
    }

    private static long number(String status, String name) throws IOException {
        String line = status.lines()
                .filter(each -> each.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " in the process's status"));
        return Long.parseLong(line.substring(name.length()).replace("kB", "").strip());
    }

    private static double mebibytes(long kibibytes) {
        return kibibytes / 1024.0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f MiB resident, %.0f MiB of it anonymous",
                mebibytes(kibibytes),
                mebibytes(anonymousKibibytes));
    }
}
