/**
 * How a token is obtained: the pipeline that every request goes through, the providers, and where tenants' credentials
 * come from. It knows shared state only by its ports.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.providers {
    // The broker itself.
    exports dev.jeton.providers;

    // Refresh tokens that rotate: the protocol, its journal, and the connections it keeps.
    exports dev.jeton.providers.rotation;
    // Where credentials come from: a file, the Tenant Service.
    exports dev.jeton.providers.credentials;

    // The providers.
    exports dev.jeton.providers.genesys;
    exports dev.jeton.providers.oauth;
    exports dev.jeton.providers.whatsapp;

    // Their APIs: where they are, and calls to them with a token.
    exports dev.jeton.providers.api;

    // The HTTP client that they share, made once by whoever wires them.
    exports dev.jeton.providers.http;

    requires transitive dev.jeton.api;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    // Requests and headers of the JDK's client stand in the signatures of dev.jeton.providers.http.
    requires transitive java.net.http;
    // Automatic modules, named by their manifests; used inside dev.jeton.providers.pipeline only.
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.ratelimiter;
    // Theirs; an automatic module cannot ask for it, and without this an embedder's module path would lack it.
    requires org.slf4j;
}
