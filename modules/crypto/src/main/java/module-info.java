/**
 * Encryption at rest: what leaves the process for Redis, a database or a disk is sealed with the first key of a ring, and
 * opened with any of them. AES-256-GCM of the JDK; nothing here knows what is sealed or where it is kept.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.crypto {
    exports dev.jeton.crypto;

    requires transitive dev.jeton.api;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
}
