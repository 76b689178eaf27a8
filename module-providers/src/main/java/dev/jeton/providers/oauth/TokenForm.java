package dev.jeton.providers.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A client-credentials request (RFC 6749 section 4.4) as bytes that can be wiped: the form in the body, and the value of
 * the {@code Authorization} header where the client proves itself there.
 */
final class TokenForm implements AutoCloseable {

    private static final int MOST_UTF8_BYTES_PER_CHAR = 3;

    private final WipeableBytes body = new WipeableBytes();
    private @Nullable String authorization;

    private TokenForm() {}

    static TokenForm clientCredentials(ClientAuthentication method, ClientCredentials client) {
        TokenForm form = new TokenForm();
        form.field("grant_type", "client_credentials".toCharArray());
        client.scope().ifPresent(scope -> form.field("scope", scope.toCharArray()));
        switch (method) {
            case BASIC -> form.authorization = basic(client, true);
            case BASIC_UNENCODED -> form.authorization = basic(client, false);
            case POST -> {
                form.field("client_id", client.id().toCharArray());
                client.secret().reveal(secret -> form.field("client_secret", secret));
            }
        }
        return form;
    }

    private TokenForm field(String name, char[] value) {
        if (body.size() > 0) {
            body.write('&');
        }
        encode(name.toCharArray(), body);
        body.write('=');
        encode(value, body);
        return this;
    }

    private static String basic(ClientCredentials client, boolean encoded) {
        try (WipeableBytes pair = new WipeableBytes()) {
            append(client.id().toCharArray(), encoded, pair);
            pair.write(':');
            client.secret().reveal(secret -> append(secret, encoded, pair));
            byte[] bytes = pair.toByteArray();
            try {
                return "Basic " + Base64.getEncoder().encodeToString(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    private static WipeableBytes append(char[] text, boolean encoded, WipeableBytes to) {
        if (encoded) {
            encode(text, to);
        } else {
            byte[] bytes = utf8(text);
            to.writeBytes(bytes);
            Arrays.fill(bytes, (byte) 0);
        }
        return to;
    }

    /** As {@code application/x-www-form-urlencoded}; by hand, because the library's way leads through strings. */
    private static void encode(char[] text, WipeableBytes to) {
        byte[] bytes = utf8(text);
        for (byte b : bytes) {
            if (isUnreserved(b)) {
                to.write(b);
            } else if (b == ' ') {
                to.write('+');
            } else {
                to.write('%');
                to.write(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)));
                to.write(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            }
        }
        Arrays.fill(bytes, (byte) 0);
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

    private static byte[] utf8(char[] text) {
        ByteBuffer encoded = ByteBuffer.allocate(text.length * MOST_UTF8_BYTES_PER_CHAR);
        UTF_8.newEncoder()
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(text), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    byte[] body() {
        return body.toByteArray();
    }

    @Nullable
    String authorization() {
        return authorization;
    }

    @Override
    public void close() {
        body.close();
    }

    @Override
    public String toString() {
        return "TokenForm";
    }

    /** Its buffer is overwritten when it is closed; growing leaves nothing behind, for it is made large enough. */
    private static final class WipeableBytes extends ByteArrayOutputStream {

        private static final int LARGE_ENOUGH = 32 * 1024;

        WipeableBytes() {
            super(LARGE_ENOUGH);
        }

        @Override
        public void close() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
