package dev.jeton.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program under test in a process of its own. What it writes, to either stream, is kept in memory line by line; when the
 * test or the whole JVM is over it is killed with its descendants.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Process process;
    private final Output output = new Output();
    private final Runnable leftover = this::killAll;

    private ChildProcess(Process process) {
        this.process = process;
        AtExit.run(leftover);
        Thread.ofVirtual()
                .name("output-of-" + process.pid())
                .start(() -> output.drain(process.inputReader(StandardCharsets.UTF_8)));
    }

    /** Starts {@code command} here and with this process's environment. */
    public static ChildProcess start(List<String> command) {
        return start(command, Map.of(), Path.of(""));
    }

    /**
     * Starts {@code command}.
     *
     * @param environment what differs from this process's own; null removes a variable
     */
    public static ChildProcess start(List<String> command, Map<String, @Nullable String> environment, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        environment.forEach((name, value) -> {
            if (value == null) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        try {
            return new ChildProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The lines it has written so far. */
    public List<String> output() {
        return output.lines();
    }

    /**
     * The first line in which {@code regex} is found, from the very first line on, matched.
     *
     * @throws AssertionError with the last lines, if there is none within {@code patience} or the process ends without it
     */
    public Matcher awaitLine(String regex, Duration patience) {
        return awaitLine(regex, 0, patience);
    }

    /** The same, from line {@code from} on: {@code output().size()} for what is only to come. */
    public Matcher awaitLine(String regex, int from, Duration patience) {
        try {
            return output.await(Pattern.compile(regex), from, patience)
                    .orElseThrow(() -> new AssertionError(
                            "no line matches " + regex + " (" + this + ", " + patience + "):\n" + output.tail()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits for its end, by which all it wrote is in {@link #output}.
     *
     * @return its exit code; 128 + n after signal n
     * @throws AssertionError with the last lines, if it has not ended within {@code patience}
     */
    public int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("still running after " + patience + " (" + this + "):\n" + output.tail());
            }
            // A descendant may hold the stream open, hence the bound.
            output.awaitEnd(LAST_WORDS);
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends it as a crash would (SIGKILL), it alone, and faster than a signal by its name is sent. */
    public void kill() {
        boolean unused = process.toHandle().destroyForcibly();
    }

    /** Sends {@code TERM}, {@code KILL}, {@code CONT} or another signal by its name; after {@code STOP} it stands still. */
    public void signal(String name) {
        if (!isAlive()) {
            // Its id may be somebody else's by now.
            throw new IllegalStateException(this + " has ended");
        }
        Signals.send(name, process.pid());
    }

    /** The same to all that it has started, directly or not, and that still run. */
    public void signalDescendants(String name) {
        descendants().forEach(descendant -> Signals.send(name, descendant.pid()));
    }

    /** All that it has started, directly or not, and that still run. */
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Its resident memory in KiB; empty where there is no {@code /proc}, or no process any more. */
    public OptionalLong rssKib() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.map(RESIDENT::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(resident -> Long.parseLong(resident.group(1)))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    /** Kills it and its descendants; a stopped process dies of it too. */
    @Override
    public void close() {
        killAll();
        AtExit.forget(leftover);
    }

    private void killAll() {
        List<ProcessHandle> descendants = process.descendants().toList();
        Process unused = process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            boolean ended = process.waitFor(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                throw new IllegalStateException(this + " survived being killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for a process", e);
    }

    @Override
    public String toString() {
        return "ChildProcess[" + process.pid() + (isAlive() ? ", running]" : ", exit " + process.exitValue() + "]");
    }
}
