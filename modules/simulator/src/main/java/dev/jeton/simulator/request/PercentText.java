package dev.jeton.simulator.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoded text (RFC 3986 section 2.1), decoded strictly: half an escape and bytes that are not UTF-8 are
 * refused, where {@code URLDecoder} would put a replacement character and so let two different ids look alike.
 */
final class PercentText {

    private PercentText() {}

    /** One segment of a path, in which {@code +} is a plus. */
    static String segment(String raw) {
        return decode(raw, false);
    }

    /** One name or value of a form, in which {@code +} is a space. */
    static String formField(String raw) {
        return decode(raw, true);
    }

    /** Bytes as UTF-8 text, malformed ones refused. */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("text is not UTF-8");
        }
    }

    private static String decode(String raw, boolean plusIsSpace) {
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                out.write(16 * hex(in, i + 1) + hex(in, i + 2));
                i += 2;
            } else {
                out.write(in[i] == '+' && plusIsSpace ? ' ' : in[i]);
            }
        }
        return utf8(out.toByteArray());
    }

    private static int hex(byte[] in, int at) {
        int digit = at < in.length ? Character.digit(in[at], 16) : -1;
        if (digit < 0) {
            throw new Malformed("percent-encoding is incomplete");
        }
        return digit;
    }
}
