package dev.jeton.app.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Appends lines to a chain, several at once. After a failure it cannot be used any more: how much was written is then found out by
 * opening another one. For one thread.
 */
final class ChainWriter implements AutoCloseable {

    private final AuditDirectory directory;
    private final long segmentBytes;
    private final Head head;
    private Link last;
    private OpenSegment segment;
    private boolean dirty;

    private ChainWriter(AuditDirectory directory, long segmentBytes, Head head, Link last, OpenSegment segment) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.head = head;
        this.last = last;
        this.segment = segment;
    }

    /**
     * Goes on where the chain of {@code directory} has come to.
     *
     * @param segmentBytes after how many a segment is long enough
     * @param millis now, for the notes of what was found
     */
    static ChainWriter resume(AuditDirectory directory, long segmentBytes, long millis) throws IOException {
        Resumption resumption = Resumption.of(directory);
        Head head = Head.open(directory);
        try {
            OpenSegment segment = segment(directory, resumption);
            ChainWriter writer = new ChainWriter(directory, segmentBytes, head, resumption.last(), segment);
            writer.noteAll(resumption.notes(), millis);
            return writer;
        } catch (IOException e) {
            head.close();
            throw e;
        }
    }

    private void noteAll(List<String> notes, long millis) throws IOException {
        try {
            for (String note : notes) {
                note(note, millis);
            }
        } catch (IOException e) {
            segment.close();
            throw e;
        }
    }

    private static OpenSegment segment(AuditDirectory directory, Resumption resumption) throws IOException {
        AuditDirectory.Segment open = resumption.openOrNull();
        return open == null
                ? OpenSegment.begin(
                        directory, directory.segment(resumption.last().seq() + 1))
                : OpenSegment.goOn(directory, open);
    }

    /** Has written all of them when it returns. */
    void append(List<AuditRecord> records) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(records.size() * 400);
        Link link = last;
        for (AuditRecord record : records) {
            byte[] line = AuditLine.of(link, record);
            link = link.after(line);
            lines.writeBytes(line);
            lines.write('\n');
        }
        write(lines.toByteArray(), link);
    }

    /** Says something about the audit itself. */
    void note(String note, long millis) throws IOException {
        byte[] line = AuditLine.note(last, millis, note);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length + 1);
        bytes.writeBytes(line);
        bytes.write('\n');
        write(bytes.toByteArray(), last.after(line));
    }

    private void write(byte[] lines, Link link) throws IOException {
        if (segment.length() >= segmentBytes) {
            rotate();
        }
        segment.append(lines);
        dirty = true;
        head.write(link);
        last = link;
    }

    private void rotate() throws IOException {
        sync();
        OpenSegment next = OpenSegment.begin(directory, directory.segment(last.seq() + 1));
        segment.close();
        segment = next;
    }

    /** Has the disk take what was written; the lines first, so that the head is not ahead of them. */
    void sync() throws IOException {
        if (dirty) {
            segment.sync();
            head.sync();
            dirty = false;
        }
    }

    boolean isDirty() {
        return dirty;
    }

    @Override
    public void close() throws IOException {
        try (head) {
            segment.close();
        }
    }
}
