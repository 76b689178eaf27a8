package dev.jeton.app.http;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;

/**
 * Where Jackson's buffers rest between requests. Each request has a new virtual thread: buffers kept by thread, as Jackson has it
 * by default, would never be used again, 16 KB of them for every answer.
 */
final class JsonBuffers {

    static final RecyclerPool<BufferRecycler> POOL = JsonRecyclerPools.newConcurrentDequePool();

    private JsonBuffers() {}
}
