package dev.jeton.app.settings;

import dev.jeton.app.http.proxy.ProxySettings;
import java.net.URI;
import java.util.Optional;

/** Reads the settings of the proxy. */
final class ProxyReader {

    private static final int MOST_AT_ONCE = 100_000;

    private final SettingParser parser;

    ProxyReader(SettingParser parser) {
        this.parser = parser;
    }

    ProxySettings read() {
        return new ProxySettings(
                parser.positiveDuration(SettingKey.PROXY_TIMEOUT),
                parser.integer(SettingKey.PROXY_MAX_CONCURRENT, 1, MOST_AT_ONCE),
                new ProxySettings.Apis(
                        base(SettingKey.GENESYS_API_URL).orElse(null),
                        url(SettingKey.WHATSAPP_GRAPH_URL),
                        url(SettingKey.QONTAK_API_URL)));
    }

    /** Paths are put after it, so it must not have to be read twice itself. */
    private Optional<URI> base(SettingKey key) {
        return parser.httpUrl(key).filter(url -> {
            boolean plain = url.normalize().equals(url);
            if (!plain) {
                parser.problem(key, "must have no dot segments and no double slashes in its path");
            }
            return plain;
        });
    }

    /** Where it is wrong, the usual one: nobody will see it, for the process will not start. */
    private URI url(SettingKey key) {
        return base(key).orElseGet(() -> URI.create(key.defaultText().orElseThrow()));
    }
}
