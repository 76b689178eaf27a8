package dev.jeton.app.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

    /** What is written at once most of the time; more than that is given back. */
    private static final int USUAL_CHARACTERS = 128 * 1024;

    private final AtomicReference<@Nullable Waiting> newest = new AtomicReference<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final StringBuilder text = new StringBuilder();
    private final Thread writer;
    private volatile boolean resting;
    private volatile boolean closed;

    /** A line and those that came before it, linked anew when they are written. */
    private static final class Waiting {
        private final LogLine line;
        private @Nullable Waiting next;
        private int depth;

        Waiting(LogLine line) {
            this.line = line;
        }

        void onTopOf(@Nullable Waiting before) {
            next = before;
            depth = before == null ? 1 : before.depth + 1;
        }
    }

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
        Waiting added = new Waiting(line);
        Waiting before;
        do {
            before = newest.get();
            added.onTopOf(before);
        } while (!newest.compareAndSet(before, added));
        if (closed || added.depth > ROOM) {
            writeWaiting();
        } else if (resting) {
            LockSupport.unpark(writer);
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
            rest();
        }
    }

    private void rest() {
        resting = true;
        // Whoever brought a line before they could see us resting did not wake us.
        if (newest.get() == null && !closed) {
            LockSupport.park(this);
        }
        resting = false;
    }

    /** Writes all that wait; false = none did. Taken and written under one lock, so that the order is kept. */
    private boolean writeWaiting() {
        writing.lock();
        try {
            Waiting last = newest.getAndSet(null);
            for (Waiting line = oldestFirst(last); line != null; line = line.next) {
                spell(line.line);
            }
            flush();
            return last != null;
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

    private static @Nullable Waiting oldestFirst(@Nullable Waiting newest) {
        Waiting turned = null;
        for (Waiting line = newest; line != null; ) {
            Waiting older = line.next;
            line.next = turned;
            turned = line;
            line = older;
        }
        return turned;
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
