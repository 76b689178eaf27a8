package dev.jeton.app.http.proxy;

import dev.jeton.api.TokenException.InvalidRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be called: {@code /api/v1/proxy/{type}/{tenantId}/{path}}, as it was sent.
 *
 * @param path below the API's base, without a slash at its beginning; nothing about it is known to be in order
 */
public record ProxyTarget(String type, String tenant, String path) {

    /** The route, as the API's document spells it. */
    public static final String ROUTE = "/api/v1/proxy/{type}/{tenantId}/{path}";

    private static final String PREFIX = "/api/v1/proxy/";

    /** What the undecoded path of a request calls; empty = it is no call of an API. */
    public static Optional<ProxyTarget> in(@Nullable String path) {
        if (path == null || !path.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int type = path.indexOf('/', PREFIX.length());
        int tenant = type < 0 ? -1 : path.indexOf('/', type + 1);
        return tenant < 0
                ? Optional.empty()
                : Optional.of(new ProxyTarget(
                        path.substring(PREFIX.length(), type),
                        path.substring(type + 1, tenant),
                        path.substring(tenant + 1)));
    }

    /** @throws InvalidRequest if the path leads, or could be taken to lead, out of the API */
    void check() {
        PathRules.check(path);
    }

    /**
     * Where it is, below {@code base}.
     *
     * @param query undecoded; null = none
     * @throws InvalidRequest if the path leads, or could be taken to lead, anywhere else
     */
    public URI below(URI base, @Nullable String query) {
        check();
        String root = withoutSlash(base.toString());
        URI target = URI.create(root + "/" + path + (query == null ? "" : "?" + QueryText.sendable(query)));
        if (!isBelow(target.normalize(), URI.create(root + "/"))) {
            // The rules leave no way to come here; if they ever do, nothing is sent.
            throw new InvalidRequest("path: leads out of the provider's API");
        }
        return target;
    }

    private static boolean isBelow(URI target, URI root) {
        return root.getScheme().equals(target.getScheme())
                && root.getRawAuthority().equals(target.getRawAuthority())
                && target.getRawPath().startsWith(root.getRawPath());
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? withoutSlash(url.substring(0, url.length() - 1)) : url;
    }
}
