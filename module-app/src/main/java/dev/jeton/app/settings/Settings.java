package dev.jeton.app.settings;

import dev.jeton.api.port.Secret;
import dev.jeton.app.audit.AuditSettings;
import dev.jeton.app.caller.CallersFile;
import dev.jeton.app.http.proxy.ProxySettings;
import dev.jeton.cache.RedisSettings;
import dev.jeton.identity.IdentitySettings;
import dev.jeton.providers.BrokerSettings;
import dev.jeton.providers.credentials.TenantServiceSettings;
import dev.jeton.providers.oauth.Declaration;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of one process, checked. Absent parts are off. */
public record Settings(
        Listening listening,
        Door door,
        Sources sources,
        BrokerSettings broker,
        ProxySettings proxy,
        Storage storage,
        Rotating rotating,
        IdentitySettings identity,
        String logLevel) {

    /**
     * Where to listen, and the secret of whoever may do everything.
     *
     * @param port 0 = any free one
     * @param serviceSecretOrNull the bearer secret of service callers; null = none
     */
    public record Listening(String host, int port, @Nullable Secret serviceSecretOrNull) {

        public Optional<Secret> serviceSecret() {
            return Optional.ofNullable(serviceSecretOrNull);
        }
    }

    /**
     * Who may call besides whoever has the service secret, and where it is recorded what they were given.
     *
     * @param callersOrNull null = there are no others
     * @param auditOrNull null = nothing is recorded
     */
    public record Door(
            @Nullable CallersFile callersOrNull, @Nullable AuditSettings auditOrNull) {

        public Optional<CallersFile> callers() {
            return Optional.ofNullable(callersOrNull);
        }

        public Optional<AuditSettings> audit() {
            return Optional.ofNullable(auditOrNull);
        }
    }

    /**
     * Where credentials and tokens come from.
     *
     * @param declared the providers of PROVIDERS_FILE, which is read once; credentials are read again when they change
     */
    public record Sources(
            @Nullable TenantServiceSettings tenantServiceOrNull,
            @Nullable Path credentialsFileOrNull,
            @Nullable URI genesysLoginUrlOrNull,
            List<Declaration> declared,
            @Nullable Path warmUpFileOrNull) {

        /** Whose tokens are brought into the cache before anybody asks. */
        public Optional<Path> warmUpFile() {
            return Optional.ofNullable(warmUpFileOrNull);
        }

        public Optional<TenantServiceSettings> tenantService() {
            return Optional.ofNullable(tenantServiceOrNull);
        }

        public Optional<Path> credentialsFile() {
            return Optional.ofNullable(credentialsFileOrNull);
        }

        public Optional<URI> genesysLoginUrl() {
            return Optional.ofNullable(genesysLoginUrlOrNull);
        }
    }

    /**
     * What is kept outside this process, and how.
     *
     * @param encryptionKeysOrNull what seals it, in the words of ENCRYPTION_KEYS; null = nothing does, on purpose
     */
    public record Storage(
            @Nullable RedisSettings redisOrNull, @Nullable Secret encryptionKeysOrNull) {

        public Optional<RedisSettings> redis() {
            return Optional.ofNullable(redisOrNull);
        }

        public Optional<Secret> encryptionKeys() {
            return Optional.ofNullable(encryptionKeysOrNull);
        }
    }
}
