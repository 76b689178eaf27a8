/** An application with a token broker inside. */
module example.embedding {
    requires dev.jeton.cache;
    requires dev.jeton.providers;
}
