package dev.jeton.providers.oauth;

import dev.jeton.api.port.Secret;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes in the making that are overwritten when it is closed; growing leaves nothing behind, for it is large enough. */
final class WipeableBytes extends ByteArrayOutputStream {
    /** More than a refresh token and a client's secret have, three times over for their encoding. */
    private static final int LARGE_ENOUGH = 64 * 1024;

    WipeableBytes() {
        super(LARGE_ENOUGH);
    }

    void plain(Secret text) {
        text.revealUtf8(bytes -> {
            writeBytes(bytes);
            return this;
        });
    }

    /** As {@code application/x-www-form-urlencoded}; by hand, because the library's way leads through strings. */
    void formEncoded(Secret text) {
        text.revealUtf8(bytes -> {
            for (byte b : bytes) {
                formEncoded(b);
            }
            return this;
        });
    }

    private void formEncoded(byte b) {
        if (isUnreserved(b)) {
            write(b);
        } else if (b == ' ') {
            write('+');
        } else {
            write('%');
            write(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)));
            write(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '*';
    }

    @Override
    public void close() {
        Arrays.fill(buf, (byte) 0);
    }
}
