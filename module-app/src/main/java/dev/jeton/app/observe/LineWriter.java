package dev.jeton.app.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes lines to stderr on a thread of its own, in the order in which they came, several at once. Whoever brings a line takes
 * no lock and waits for nobody, unless more lines wait than there is room for: then they write them themselves. No line is
 * dropped; closing writes what is left, and whatever comes later is written at once.
 */
public final class LineWriter implements AutoCloseable {

    /** Lines that may wait, a third of a second of them at full speed. */
    private static final int ROOM = 8 * 1024;

    /** How long the writer lets lines gather before it looks again: to be woken for each would cost their bringers more. */
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(5);

    /** To be woken by {@link #close} is enough; it looks again all the same. */
    private static final long RESTING = TimeUnit.SECONDS.toNanos(10);

    /** What is written at once most of the time; more than that is given back. */
    private static final int USUAL_CHARACTERS = 128 * 1024;

    private final Gathered<LogLine> waiting = new Gathered<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final StringBuilder text = new StringBuilder();
    private final Thread writer;
    private volatile boolean closed;

    private LineWriter() {
        this.writer = Thread.ofPlatform().name("jeton-log").daemon().unstarted(this::writeForEver);
    }

    /** One whose thread runs. */
    public static LineWriter start() {
        LineWriter lines = new LineWriter();
        lines.writer.start();
        return lines;
    }

    /** Takes a line to be written. */
    public void write(LogLine line) {
        if (waiting.add(line) > ROOM || closed) {
            writeWaiting();
        }
    }

    private void writeForEver() {
        while (!closed) {
            try {
                writeOrRest();
            } catch (RuntimeException | OutOfMemoryError e) {
                // Lines are lost for which there is no memory. The next ones may find some, and nobody else writes
                // them.
                LockSupport.parkNanos(this, GATHERING);
            }
        }
    }

    private void writeOrRest() {
        if (writeWaiting()) {
            LockSupport.parkNanos(this, GATHERING);
        } else {
            waiting.rest(RESTING);
        }
    }

    /** Writes all that wait; false = none did. Taken and written under one lock, so that the order is kept. */
    private boolean writeWaiting() {
        writing.lock();
        try {
            List<LogLine> lines = waiting.takeAll();
            lines.forEach(this::spell);
            flush();
            return !lines.isEmpty();
        } finally {
            writing.unlock();
        }
    }

    /** All of a line or nothing of it. */
    private void spell(LogLine line) {
        int before = text.length();
        try {
            line.appendTo(text);
            text.append(System.lineSeparator());
        } catch (RuntimeException | OutOfMemoryError e) {
            text.setLength(before);
        }
    }

    private void flush() {
        if (!text.isEmpty()) {
            byte[] bytes = text.toString().getBytes(UTF_8);
            forget();
            System.err.write(bytes, 0, bytes.length);
            System.err.flush();
        }
    }

    private void forget() {
        text.setLength(0);
        if (text.capacity() > USUAL_CHARACTERS) {
            text.trimToSize();
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        boolean unused = writeWaiting();
    }
}
