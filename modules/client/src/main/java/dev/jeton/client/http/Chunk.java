package dev.jeton.client.http;

import java.nio.ByteBuffer;
import java.util.List;

/** Some bytes of a body, as the HTTP client hands them over. */
final class Chunk {

    private Chunk() {}

    static int length(List<ByteBuffer> chunk) {
        return chunk.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    /** The same in a buffer of its own: a small piece that is held for long would keep the large one that it is a part of. */
    static ByteBuffer copy(List<ByteBuffer> chunk) {
        ByteBuffer copy = ByteBuffer.allocate(length(chunk));
        chunk.forEach(bytes -> copy.put(bytes.duplicate()));
        return copy.flip();
    }
}
