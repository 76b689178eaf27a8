/**
 * The state that processes share: tokens, locks and whether they can be reached; in Redis or, for one process alone, in
 * memory. The only module that knows a Redis client.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.cache {
    exports dev.jeton.cache;

    requires transitive dev.jeton.api;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.github.benmanes.caffeine;
    // An automatic module: its name comes from its manifest, and its types stay inside dev.jeton.cache.redis.
    requires redis.clients.jedis;
    requires org.apache.commons.pool2;
    // Theirs; an automatic module cannot ask for it, and without this an embedder's module path would lack it.
    requires org.slf4j;
}
