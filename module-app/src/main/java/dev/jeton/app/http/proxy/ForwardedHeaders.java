package dev.jeton.app.http.proxy;

import dev.jeton.providers.api.ApiRequest;
import dev.jeton.providers.api.DeadTokens;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Which headers go through. Not those about one connection (RFC 9110 section 7.6.1), not those that prove or tell who the caller is,
 * and no cookies: they would carry one tenant's session to another.
 */
final class ForwardedHeaders {

    /** Said on both ways: that somebody is in between (RFC 9110 section 7.6.3). */
    static final ApiRequest.Header VIA = new ApiRequest.Header("Via", "1.1 jeton");

    private static final String ACCEPT_ENCODING = "Accept-Encoding";

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            // The length is that of what is sent, whatever anybody says about it.
            "content-length");

    private static final Set<String> OF_THE_CALLER = Set.of(
            "authorization",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "true-client-ip",
            "via",
            "x-client-ip",
            "x-real-ip");

    /** What stands before the broker says in these who calls it, with that one's own token at times. */
    private static final List<String> OF_WHATEVER_IS_BEFORE = List.of("x-forwarded-", "x-original-", "x-envoy-", "cf-");

    /** What speaks of the provider's host, which is not the one that the caller talks to, and what every answer of ours has. */
    private static final Set<String> OF_THE_PROVIDER = Set.of(
            "alt-svc", "cache-control", "set-cookie", "set-cookie2", "strict-transport-security", "x-correlation-id");

    private ForwardedHeaders() {}

    /** Those of the request that go on. */
    static List<ApiRequest.Header> of(ApiCall call) {
        HttpFields fields = call.request().getHeaders();
        boolean plain = DeadTokens.standInBodiesOf(call.key().provider());
        List<ApiRequest.Header> kept = passing(fields, plain ? ACCEPT_ENCODING : "");
        kept.add(VIA);
        if (plain) {
            kept.add(new ApiRequest.Header(ACCEPT_ENCODING, "identity"));
        }
        return kept;
    }

    private static List<ApiRequest.Header> passing(HttpFields fields, String but) {
        Set<String> named = namedBy(fields.getValuesList("Connection"));
        List<ApiRequest.Header> passing = new ArrayList<>();
        for (HttpField field : fields) {
            String name = field.getName();
            if (passes(name, named, OF_THE_CALLER) && !isOfWhateverIsBefore(name) && !name.equalsIgnoreCase(but)) {
                passing.add(header(field));
            }
        }
        return passing;
    }

    private static boolean isOfWhateverIsBefore(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OF_WHATEVER_IS_BEFORE.stream().anyMatch(lower::startsWith);
    }

    private static ApiRequest.Header header(HttpField field) {
        String value = field.getValue();
        return new ApiRequest.Header(field.getName(), value == null ? "" : value);
    }

    static void ofAnswer(HttpHeaders headers, BiConsumer<String, String> add) {
        Set<String> named = namedBy(headers.allValues("Connection"));
        headers.map().forEach((name, values) -> {
            if (passes(name, named, OF_THE_PROVIDER)) {
                values.forEach(value -> add.accept(name, value));
            }
        });
        add.accept(VIA.name(), VIA.value());
    }

    /** The headers that {@code Connection} says are about this connection only. */
    private static Set<String> namedBy(List<String> connection) {
        Set<String> named = new HashSet<>();
        for (String value : connection) {
            for (String name : value.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }

    private static boolean passes(String name, Set<String> named, Set<String> others) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !OF_ONE_CONNECTION.contains(lower) && !named.contains(lower) && !others.contains(lower);
    }
}
