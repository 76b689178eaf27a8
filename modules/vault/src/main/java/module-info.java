/**
 * Grants and tenants' credentials in a Vault, in its KV engine of version 2, over Vault's own HTTP API. Replacing is
 * check-and-set on the version that was read; the time is Vault's.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.vault {
    exports dev.jeton.vault;

    requires transitive dev.jeton.api;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires java.net.http;
}
