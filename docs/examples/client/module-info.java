/** A service that calls Genesys for its tenants and never sees a token. */
module example.client {
    requires dev.jeton.client;
    requires jdk.httpserver;
}
