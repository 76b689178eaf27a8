/** The process: reads settings, wires the services, answers HTTP, counts and logs what happens. Nothing embeds it. */
@org.jspecify.annotations.NullMarked
module dev.jeton.app {
    requires dev.jeton.api;
    requires dev.jeton.cache;
    requires dev.jeton.crypto;
    requires dev.jeton.identity;
    requires dev.jeton.providers;
    requires dev.jeton.store;
    requires dev.jeton.vault;
    // `jeton dev` is a command of the product.
    requires dev.jeton.simulator;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    // Javalin only asks for it statically.
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires info.picocli;
    // An automatic module, named by its manifest.
    requires io.github.resilience4j.ratelimiter;
    requires io.javalin;
    requires jakarta.servlet;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.eclipse.jetty.server;
    requires org.slf4j;

    // Commands are found by their annotations.
    opens dev.jeton.app.command to
            info.picocli;
}
