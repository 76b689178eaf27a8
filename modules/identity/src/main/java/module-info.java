/**
 * First-party identity: the tokens and sessions of a product's users, the keys that sign our JWTs, and the validation of JWTs,
 * ours and those of other issuers. Rows are kept through ports; nothing here opens a socket.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.identity {
    // All of it over one store and one cache.
    exports dev.jeton.identity;

    // API tokens, verification tokens, sessions; and what is done to all of them now and then.
    exports dev.jeton.identity.tokens;
    exports dev.jeton.identity.upkeep;

    // What a signed token is, and what came of looking at one.
    exports dev.jeton.identity.jose;

    // The tokens that we sign, and the keys that sign them.
    exports dev.jeton.identity.jwt;

    // The tokens that others sign.
    exports dev.jeton.identity.issuers;

    requires transitive dev.jeton.api;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires com.nimbusds.jose.jwt;
}
