package dev.jeton.api;

import java.util.regex.Pattern;

/**
 * Which hosts are this machine by their spelling: {@code localhost}, an address of 127.0.0.0/8, {@code [::1]} in full or short. Nothing
 * is looked up: a name that resolves to a loopback address today may resolve elsewhere tomorrow.
 */
public final class Loopback {

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Pattern HOST = Pattern.compile(
            "localhost|127(?:\\." + BYTE + "){3}|\\[(?:::1|(?:0{1,4}:){7}0{0,3}1)\\]", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Whether {@code host} is; spelled as in a URL, without a port. */
    public static boolean isNamedBy(String host) {
        return HOST.matcher(host).matches();
    }
}
