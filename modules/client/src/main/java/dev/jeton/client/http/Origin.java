package dev.jeton.client.http;

import dev.jeton.api.Loopback;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scheme, host and port of a server (RFC 6454): what has to match before a token goes there. */
record Origin(String scheme, String host, int port) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final Set<String> BARE_PATHS = Set.of("", "/");

    /** @throws IllegalArgumentException if {@code uri} names no server, or not by http or https */
    static Origin of(URI uri) {
        String scheme = lowerCase(uri.getScheme());
        String host = lowerCase(uri.getHost());
        boolean secure = scheme.equals("https");
        if (host.isEmpty() || !(secure || scheme.equals("http"))) {
            throw new IllegalArgumentException("an address must begin with https:// or http:// and name a host");
        }
        int implied = secure ? HTTPS_PORT : HTTP_PORT;
        return new Origin(scheme, host, uri.getPort() < 0 ? implied : uri.getPort());
    }

    /**
     * An origin to which tokens may go.
     *
     * @throws IllegalArgumentException if {@code uri} says more than an origin does, or is neither https nor on loopback
     */
    static Origin trusted(URI uri) {
        Origin origin = of(uri);
        boolean bare = BARE_PATHS.contains(uri.getRawPath())
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!bare) {
            throw new IllegalArgumentException("mayCall takes scheme, host and port, such as " + origin);
        }
        if (!origin.scheme.equals("https") && !Loopback.isNamedBy(origin.host)) {
            throw new IllegalArgumentException("mayCall " + origin + ": tokens go by https, or by http on loopback");
        }
        return origin;
    }

    private static String lowerCase(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
