/** Genesys, Meta Graph and a Tenant Service as local servers, as strict as the real ones, with faults to switch. */
@org.jspecify.annotations.NullMarked
module dev.jeton.simulator {
    requires jdk.httpserver;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;
}
