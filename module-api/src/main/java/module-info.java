/**
 * The words and the ports of Jeton: what a caller asks and gets, how it can fail, and what an adapter has to provide.
 * Values are immutable and validated where they are made; nothing here opens a socket, a file or a thread.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.api {
    // What callers and embedders use.
    exports dev.jeton.api;

    // Values that a fleet keeps for a while, in front of wherever their truth is.
    exports dev.jeton.api.cache;

    // What happens inside, for metrics, logs and audit.
    exports dev.jeton.api.event;

    // Connections whose refresh tokens rotate, and the stores that keep them.
    exports dev.jeton.api.grant;

    // First-party tokens and keys, and the store that has the truth about them.
    exports dev.jeton.api.identity;

    // What adapters implement: providers, credential sources, shared state.
    exports dev.jeton.api.port;

    // The clock and the deadline that everything else is given.
    exports dev.jeton.api.time;

    // Annotations only: nobody needs them at run time.
    requires static transitive org.jspecify;
}
