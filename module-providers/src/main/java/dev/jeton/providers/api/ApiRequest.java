package dev.jeton.providers.api;

import java.net.URI;
import java.util.List;

/**
 * A request to a provider's API, without the token.
 *
 * @param headers none that is about one connection, none that proves who asks
 */
public record ApiRequest(String method, URI target, List<Header> headers, ApiBody body) {

    /** One line of the head. */
    public record Header(String name, String value) {}

    /** Without what a query or a header may hold. */
    @Override
    public String toString() {
        return "ApiRequest[" + method + " " + target.getHost() + "]";
    }
}
