package dev.jeton.app.http.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.TokenException.InvalidRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Which paths are handed on. Servers disagree about what a path means that is spelled oddly (dot segments behind an encoding or two,
 * an encoded slash, a backslash), so what anybody could take for a step upwards or for another host is refused, and nothing is mended.
 */
final class PathRules {

    private static final String SAFE = "-._~!$&'()*+,;=:@";
    private static final int NOT_HEX = -1;

    /** Slashes and backslashes, what looks like them and does not fold to them, and the percent sign of a second decoding. */
    private static final String SLASHES = "/\\%\u2044\u2215\u2216\u29f5\u29f8\u29f9";

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Z}\\s]");

    private PathRules() {}

    /**
     * @param path undecoded, without a slash at its beginning
     * @throws InvalidRequest if it is not handed on
     */
    static void check(String path) {
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            if (segments[i].isEmpty() && !last) {
                throw refused("has an empty segment");
            }
            checkSegment(segments[i]);
        }
    }

    private static void checkSegment(String segment) {
        String plain = decoded(segment);
        // What looks like dots and slashes is taken for them by whoever normalizes before looking.
        String folded = Normalizer.normalize(plain, Normalizer.Form.NFKC);
        if (folded.chars().anyMatch(c -> SLASHES.indexOf(c) >= 0)) {
            throw refused("has an encoded slash, backslash or percent sign");
        }
        if (folded.chars().anyMatch(Character::isISOControl)) {
            throw refused("has a control character");
        }
        String name = INVISIBLE.matcher(folded.split("[;?#]", 2)[0]).replaceAll("");
        if (name.equals(".") || name.equals("..")) {
            throw refused("has a dot segment");
        }
        if (name.isEmpty() && !segment.isEmpty()) {
            throw refused("has an empty segment");
        }
    }

    private static String decoded(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                bytes.write(octet(segment, i));
                i += 2;
            } else if (isSafe(c)) {
                bytes.write(c);
            } else {
                throw refused("has a character that must be percent-encoded");
            }
        }
        return text(bytes.toByteArray());
    }

    private static boolean isSafe(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SAFE.indexOf(c) >= 0;
    }

    private static int octet(String segment, int percent) {
        if (percent + 2 >= segment.length()) {
            throw refused("has a broken percent-encoding");
        }
        int high = hex(segment.charAt(percent + 1));
        int low = hex(segment.charAt(percent + 2));
        if (high == NOT_HEX || low == NOT_HEX) {
            throw refused("has a broken percent-encoding");
        }
        return high * 16 + low;
    }

    private static int hex(char c) {
        // Not Character.digit alone, which knows digits of many scripts.
        return c < 0x80 ? Character.digit(c, 16) : NOT_HEX;
    }

    /** Strictly: overlong forms are no other way to spell a dot. */
    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw refused("is not UTF-8");
        }
    }

    private static InvalidRequest refused(String why) {
        return new InvalidRequest("path: " + why);
    }
}
