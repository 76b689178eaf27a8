package dev.jeton.app.http.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.regex.Pattern;

/** Queries as they may be sent: what many clients leave as it is, braces and bars say, is encoded; all else stays. */
final class QueryText {

    private static final Pattern UNSENDABLE = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]");

    private QueryText() {}

    static String sendable(String query) {
        return UNSENDABLE.matcher(query).replaceAll(found -> encoded(found.group()));
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet));
        }
        return encoded.toString();
    }
}
