package dev.jeton.app.settings;

import dev.jeton.app.http.proxy.ProxySettings;
import java.net.URI;

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
                        parser.httpUrl(SettingKey.GENESYS_API_URL).orElse(null),
                        url(SettingKey.WHATSAPP_GRAPH_URL),
                        url(SettingKey.QONTAK_API_URL)));
    }

    /** Where it is wrong, the usual one: nobody will see it, for the process will not start. */
    private URI url(SettingKey key) {
        return parser.httpUrl(key).orElseGet(() -> URI.create(key.defaultText().orElseThrow()));
    }
}
