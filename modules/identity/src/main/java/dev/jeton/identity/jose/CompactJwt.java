package dev.jeton.identity.jose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jeton.identity.jose.JwtVerdict.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A token in compact form (RFC 7515 section 7.1), spelled as only one spelling is: three parts, each in base64url without
 * padding and without stray bits. Libraries forgive more than that; two spellings of one token are two tokens to every cache,
 * log and list of revoked ones. Of a token that is not yet known to be genuine the header is read, and whose it claims to be.
 */
public final class CompactJwt {

    /** In characters. Longer ones fit no HTTP header either. */
    public static final int LONGEST = 16 * 1024;

    private static final int LONGEST_HEADER = 4 * 1024;
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] ascii;
    private final int secondDot;
    private final JoseHeader header;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJwt(byte[] ascii, int firstDot, int secondDot) throws Refused {
        this.ascii = ascii;
        this.secondDot = secondDot;
        this.header = JoseHeader.read(decoded(ascii, 0, firstDot));
        this.payload = decoded(ascii, firstDot + 1, secondDot);
        this.signature = decoded(ascii, secondDot + 1, ascii.length);
    }

    /** @throws Refused as {@link Reason#MALFORMED} */
    public static CompactJwt parse(String token) throws Refused {
        int firstDot = token.indexOf('.');
        int secondDot = token.indexOf('.', firstDot + 1);
        if (token.length() > LONGEST
                || firstDot > LONGEST_HEADER
                || firstDot < 0
                || secondDot < 0
                || token.indexOf('.', secondDot + 1) >= 0) {
            throw new Refused(Reason.MALFORMED);
        }
        // Whatever is not Latin becomes a question mark, which base64 does not know.
        return new CompactJwt(token.getBytes(ISO_8859_1), firstDot, secondDot);
    }

    /**
     * By whom {@code token} claims to be ({@code iss}); empty = it does not say, or is no token. Anybody can write that: it tells
     * whose rules to look at the token by, and nothing else.
     */
    public static Optional<String> claimedIssuer(String token) {
        try {
            return parse(token).claims().text("iss");
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(byte[] ascii, int from, int to) throws Refused {
        byte[] part = Arrays.copyOfRange(ascii, from, to);
        byte[] decoded = leniently(part);
        // What was read is written again: that spares a list of all that decoders forgive.
        if (part.length == 0 || !Arrays.equals(ENCODER.encode(decoded), part)) {
            throw new Refused(Reason.MALFORMED);
        }
        return decoded;
    }

    private static byte[] leniently(byte[] part) throws Refused {
        try {
            return DECODER.decode(part);
        } catch (IllegalArgumentException e) {
            throw new Refused(Reason.MALFORMED);
        }
    }

    public JoseHeader header() {
        return header;
    }

    /** What it says; to be believed only once its signature is known to be right. */
    JwtClaims claims() throws Refused {
        return JwtClaims.read(payload);
    }

    /** What the signature is over. */
    byte[] signingInput() {
        return Arrays.copyOf(ascii, secondDot);
    }

    byte[] signature() {
        return signature;
    }

    /** Nothing of a token is for a log. */
    @Override
    public String toString() {
        return "CompactJwt";
    }
}
