/**
 * Genesys, Meta Graph, Qontak, OAuth 2.0 servers and a Tenant Service as one local server, as strict as the real ones, with
 * faults to switch. For tests and for {@code jeton dev}; it knows nothing of the broker, only what the broker's
 * neighbours say on the wire.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.simulator {
    exports dev.jeton.simulator;

    requires jdk.httpserver;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;
}
