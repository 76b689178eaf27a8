package dev.jeton.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.util.Base64;

/** Hides a value no better than base64 does, but remembers its label. */
final class LabellingSealer implements Sealer {

    private final String kid;

    /** @param kid begins what is sealed, and is what counts as current */
    LabellingSealer(String kid) {
        this.kid = kid;
    }

    @Override
    public byte[] seal(SealLabel label, byte[] plain) {
        String sealed = label + "|" + Base64.getEncoder().encodeToString(plain);
        return (kid + ":" + Base64.getEncoder().encodeToString(sealed.getBytes(UTF_8))).getBytes(UTF_8);
    }

    @Override
    public byte[] open(SealLabel label, byte[] sealed) throws Unopenable {
        try {
            String envelope = new String(sealed, UTF_8);
            String opened =
                    new String(Base64.getDecoder().decode(envelope.substring(envelope.indexOf(':') + 1)), UTF_8);
            if (opened.startsWith(label + "|")) {
                return Base64.getDecoder()
                        .decode(opened.substring(label.toString().length() + 1));
            }
        } catch (IllegalArgumentException e) {
            // Not sealed at all.
        }
        throw new Unopenable("another label");
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return new String(sealed, UTF_8).startsWith(kid + ":");
    }
}
