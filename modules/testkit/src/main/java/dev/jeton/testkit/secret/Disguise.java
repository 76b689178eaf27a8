package dev.jeton.testkit.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One way in which a secret appears in a text.
 *
 * @param name what it is called in a failure
 */
record Disguise(String name, String needle, boolean anyCase) {

    /** All of them for {@code secret}. */
    static List<Disguise> of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<Disguise> disguises = new LinkedHashSet<>();
        disguises.add(new Disguise("as it is", secret, false));
        for (int offset = 0; offset < 3; offset++) {
            disguises.add(new Disguise("in base64", core(Base64.getEncoder(), bytes, offset), false));
            disguises.add(new Disguise("in base64url", core(Base64.getUrlEncoder(), bytes, offset), false));
        }
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        disguises.add(new Disguise("URL-encoded", encoded, true));
        disguises.add(new Disguise("URL-encoded", encoded.replace("+", "%20"), true));
        disguises.add(new Disguise("in hex", HexFormat.of().formatHex(bytes), true));
        return List.copyOf(disguises);
    }

    /**
     * The base64 digits that depend on {@code bytes} alone where they stand {@code offset} bytes into a group of three:
     * a secret is rarely encoded alone, in Basic authentication it comes after the user's name.
     */
    private static String core(Base64.Encoder encoder, byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        byte[] digits = encoder.withoutPadding().encode(shifted);
        int first = (offset * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return new String(Arrays.copyOfRange(digits, first, end), StandardCharsets.US_ASCII);
    }

    /** Where it begins, if it is there. */
    Optional<Integer> findIn(String text) {
        int at =
                anyCase ? text.toLowerCase(Locale.ROOT).indexOf(needle.toLowerCase(Locale.ROOT)) : text.indexOf(needle);
        return at < 0 ? Optional.empty() : Optional.of(at);
    }

    @Override
    public String toString() {
        return "Disguise[" + name + "]";
    }
}
