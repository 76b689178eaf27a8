package dev.jeton.vault;

import dev.jeton.api.port.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Vault is, and where in it.
 *
 * @param address {@code https://host[:port]}, verified against the JVM's trust store, or {@code http} inside a cluster
 *     whose network is trusted: then whoever hears it has the token
 * @param token sent as {@code X-Vault-Token}; still the caller's
 * @param mountPath where the KV engine of version 2 is mounted
 * @param secretPath the folder in it that holds everything of ours
 * @param namespaceOrNull sent as {@code X-Vault-Namespace} (Vault Enterprise, OpenBao); null = none
 * @param timeout of one request, connecting included
 */
public record VaultSettings(
        URI address,
        Secret token,
        String mountPath,
        String secretPath,
        @Nullable String namespaceOrNull,
        Duration timeout) {

    public static final String DEFAULT_MOUNT_PATH = "secret";
    public static final String DEFAULT_SECRET_PATH = "qontak/tokens";
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    private static final Pattern PATH = Pattern.compile(
            "[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*(/[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*)*");

    /**
     * Slashes around the paths are taken off.
     *
     * @throws IllegalArgumentException if a value cannot be used; the message never repeats the token
     */
    public VaultSettings {
        checkAddress(address);
        mountPath = path("mountPath", mountPath);
        secretPath = path("secretPath", secretPath);
        namespaceOrNull = namespaceOrNull == null ? null : path("namespace", namespaceOrNull);
        // Checked here, for the HTTP client would repeat in its message what it cannot send.
        if (!token.reveal(VaultSettings::isVisible)) {
            throw new IllegalArgumentException("token must be visible ASCII characters");
        }
        if (timeout.toMillis() <= 0 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("timeout must be between 1ms and 1m");
        }
    }

    /** The usual places and timeout, without a namespace. */
    public static VaultSettings of(URI address, Secret token) {
        return new VaultSettings(address, token, DEFAULT_MOUNT_PATH, DEFAULT_SECRET_PATH, null, DEFAULT_TIMEOUT);
    }

    private static void checkAddress(URI address) {
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        boolean more = address.getUserInfo() != null || address.getQuery() != null || address.getFragment() != null;
        if (!http || address.getHost() == null || more) {
            throw new IllegalArgumentException("address must be https://host:port or http://host:port");
        }
    }

    private static String path(String name, String given) {
        String path = given.replaceAll("^/+|/+$", "");
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    name + " must be names of A-Z a-z 0-9 . _ - with slashes between them, no dot first or doubled");
        }
        return path;
    }

    private static boolean isVisible(char[] characters) {
        for (char c : characters) {
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return characters.length > 0;
    }

    Optional<String> namespace() {
        return Optional.ofNullable(namespaceOrNull);
    }

    /** Where the API begins, with a slash at the end. */
    String base() {
        return address.toString().replaceAll("/+$", "") + "/v1/";
    }

    @Override
    public String toString() {
        return "VaultSettings[" + base() + mountPath + "/" + secretPath + "]";
    }
}
