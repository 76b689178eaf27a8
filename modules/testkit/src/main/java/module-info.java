/**
 * What tests are made of: contracts of the ports, fakes named by behaviour, real servers, faults and clocks. Main sources,
 * so that an adapter's test is a short subclass; never published.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.testkit {
    // A clock that moves only when a test says so.
    exports dev.jeton.testkit.time;

    // Many threads at the same instant, and waiting that ends.
    exports dev.jeton.testkit.concurrent;

    // What every adapter of a port has to pass.
    exports dev.jeton.testkit.contract;

    // Providers, credentials, listeners and shared state that behave as told.
    exports dev.jeton.testkit.fake;

    // Child processes, and the real servers among them.
    exports dev.jeton.testkit.process;
    exports dev.jeton.testkit.server;

    // Requests as a stranger sends them.
    exports dev.jeton.testkit.http;

    // What can go wrong between two processes.
    exports dev.jeton.testkit.fault;

    // Secrets that are looked for where they must not be.
    exports dev.jeton.testkit.secret;

    requires transitive dev.jeton.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires java.net.http;

    // What the stub of Vault speaks.
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;

    // Carries the executable of a real Redis; its classes find the one for this machine.
    requires embedded.redis;

    // A real PostgreSQL is unpacked by the one and spoken to by the other.
    requires org.tukaani.xz;
    requires java.sql;
    requires static transitive org.jspecify;
}
