package dev.jeton.vault;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import java.util.Optional;

/**
 * Where in the engine everything is. The grants of the provider {@code qontak} stand directly in the folder, as other
 * programs know them; the rest stands below names with an underscore, with which no tenant begins:
 *
 * <pre>
 * {folder}/{tenant}                             qontak's grants; the tenant {@code default} is {@code _default}
 * {folder}/_providers/{provider}/{tenant}       grants of other providers
 * {folder}/_credentials/{provider}/{tenant}     credentials
 * </pre>
 *
 * A tenant is spelled as it is, but for a dot after a dot, which is {@code ~}: a path with {@code ..} is one that Vault, and
 * every proxy in front of it, may take for another.
 */
record VaultPaths(String folder) {

    static final ProviderId HOME_PROVIDER = new ProviderId("qontak");

    private static final String DEFAULT_TENANT = "default";
    private static final String DEFAULT_SPELLING = "_default";

    String grant(TokenKey key) {
        return key.provider().equals(HOME_PROVIDER)
                ? folder + "/" + spelled(key.tenant())
                : below(otherGrants(), key.provider()) + "/" + spelled(key.tenant());
    }

    String credentials(TokenKey key) {
        return below(credentials(), key.provider()) + "/" + spelled(key.tenant());
    }

    /** The grants of all providers but {@link #HOME_PROVIDER}, which are in the folder itself. */
    String otherGrants() {
        return folder + "/_providers";
    }

    String credentials() {
        return folder + "/_credentials";
    }

    static String below(String folder, ProviderId provider) {
        return folder + "/" + provider;
    }

    private static String spelled(TenantId tenant) {
        String value = tenant.value();
        if (value.equals(DEFAULT_TENANT)) {
            return DEFAULT_SPELLING;
        }
        StringBuilder spelled = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            boolean doubled = i > 0 && value.charAt(i) == '.' && value.charAt(i - 1) == '.';
            spelled.append(doubled ? '~' : value.charAt(i));
        }
        return spelled.toString();
    }

    /** The tenant that is spelled so; nothing where it is none, but a folder or somebody else's secret. */
    static Optional<TenantId> tenant(String spelled) {
        try {
            TenantId tenant = spelled.equals(DEFAULT_SPELLING)
                    ? new TenantId(DEFAULT_TENANT)
                    : new TenantId(spelled.replace('~', '.'));
            return Optional.of(tenant).filter(found -> spelled(found).equals(spelled));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The provider that a folder is named after; nothing where it is named otherwise, or is no folder. */
    static Optional<ProviderId> provider(String listed) {
        try {
            return listed.endsWith("/")
                    ? Optional.of(new ProviderId(listed.substring(0, listed.length() - 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
