/**
 * What a service embeds that calls APIs with the broker's tokens: a client that has the token of a tenant at hand, and an HTTP client
 * that sends it along and heals a 401. No server, no framework; the class path will do as well as the module path.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.client {
    // Tokens, at hand.
    exports dev.jeton.client;

    // The JDK's HTTP client, with a token in every request.
    exports dev.jeton.client.http;

    requires transitive dev.jeton.api;
    // Requests and responses of the JDK's client stand in the signatures of dev.jeton.client.http.
    requires transitive java.net.http;
    // The keys in Redis that it shares; no type of it is in a signature.
    requires dev.jeton.cache;
    requires com.fasterxml.jackson.core;
    requires com.github.benmanes.caffeine;
    requires static transitive org.jspecify;
}
